"""What people do meanwhile: they write, like, and some come and go."""

import http.client
import itertools
import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.chaos.world import Member, World

_PATIENCE_SECONDS = 20
_TRIES = 8
_marks = itertools.count(1)


@dataclass(slots=True)
class Written:
    """A post that somebody sent, and when the site said it has it."""

    mark: str
    author_id: int
    thread_id: int
    begun: float
    acknowledged: float | None = None


@dataclass(slots=True)
class Away:
    """A while during which somebody was certainly not let in."""

    member: Member
    since: float
    until: float = float("inf")


class People(threading.Thread):
    """Some people who write as fast as they are told to, one act after the other."""

    def __init__(
        self, world: World, ports: Sequence[int], lots: random.Random, *, a_second: float
    ) -> None:
        """Prepare them."""
        super().__init__(daemon=True)
        self.written: list[Written] = []
        self.slowest_seconds = 0.0
        self._world, self._ports, self._lots, self._a_second = world, ports, lots, a_second
        self._is_over = threading.Event()

    def end(self) -> None:
        """Finish what was begun."""
        self._is_over.set()
        self.join()

    def run(self) -> None:
        """Write until it is over."""
        while not self._is_over.wait(self._lots.expovariate(self._a_second)):
            if self._lots.random() < 0.1 and self.written:
                self._like()
            else:
                self._reply()

    def _reply(self) -> None:
        """Answer a thread, now and then calling somebody by name."""
        world, lots = self._world, self._lots
        thread_id, group_id = lots.choice(list(world.group_of.items()))
        author = lots.choice([one for one in world.members.values() if group_id in one.groups])
        mark = f"marque{next(_marks)}x{lots.getrandbits(40)}"
        named = lots.choice(list(world.members.values())).handle if lots.random() < 0.2 else ""
        body = f"Voici ce que nous faisons, {mark}. {f'@{named} ' if named else ''}Bon courage !"
        written = Written(mark, author.id, thread_id, time.monotonic())
        self.written.append(written)
        form = {"body": body, "once": mark}
        if self._insist(author, f"/questions/{thread_id}/reponses", form):
            written.acknowledged = time.monotonic()
            seconds = written.acknowledged - written.begun
            self.slowest_seconds = max(self.slowest_seconds, seconds)

    def _like(self) -> None:
        """Like the opening of a thread."""
        thread_id, group_id = self._lots.choice(list(self._world.group_of.items()))
        people = [one for one in self._world.members.values() if group_id in one.groups]
        one = self._lots.choice(people)
        self._insist(one, f"/likes/forum.post:{self._world.opening_of[thread_id]}", {})

    def _insist(self, member: Member, path: str, form: dict[str, str]) -> bool:
        """Send a form, again and again under the same mark; tell whether it was accepted."""
        for _try in range(_TRIES):
            status = send(member, self._lots.choice(self._ports), path, form)
            if status is not None and status < 500:
                return status == 303
            time.sleep(self._lots.uniform(0.1, 0.7))
        return False


class Movers(threading.Thread):
    """People who leave the private group and come back, or sign out; when is written down."""

    def __init__(self, world: World, ports: Sequence[int], lots: random.Random) -> None:
        """Prepare them."""
        super().__init__(daemon=True)
        self.away: list[Away] = []
        self._world, self._ports, self._lots = world, ports, lots
        self._is_over = threading.Event()

    def end(self) -> None:
        """Let whoever is away be away."""
        self._is_over.set()
        self.join()

    def run(self) -> None:
        """Leave, stay away for a while, and come back."""
        while not self._is_over.wait(self._lots.uniform(0.2, 1.0)):
            mover = self._lots.choice(self._world.movers)
            page = f"/groupes/{self._world.private_slug}"
            if not self._do(mover, f"{page}/quitter"):
                continue
            away = Away(mover, since=time.monotonic())
            self.away.append(away)
            if self._is_over.wait(self._lots.uniform(1.0, 4.0)):
                return
            away.until = time.monotonic()
            self._do(mover, f"{page}/rejoindre")

    def _do(self, member: Member, path: str) -> bool:
        """Send an empty form until it is accepted; tell whether it was."""
        for _try in range(40):
            if send(member, self._lots.choice(self._ports), path, {}) == 303:
                return True
            time.sleep(0.2)
        return False


def send(member: Member, port: int, path: str, form: dict[str, str]) -> int | None:
    """Send a form as a browser without scripts does; `None` when the line broke."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)
    headers = {
        "Cookie": member.cookie,
        "Origin": f"http://127.0.0.1:{port}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    try:
        connection.request("POST", path, urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return None
    else:
        return answer.status
    finally:
        connection.close()
