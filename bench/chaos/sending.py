"""Forms and pages, sent and asked for as a browser without scripts does; every refusal counted."""

import http.client
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

_PATIENCE_SECONDS = 20
_TRIES = 8
_NUMBERS = re.compile(r"\d+")


class Answer(NamedTuple):
    """What the site answered."""

    status: int
    place: str
    """Where it sends the browser."""
    cookie: str
    """The session that it gives the browser; empty: as before."""
    text: str


class Forms:
    """One hand that sends forms, to nodes drawn by lot, and writes down what nobody expected."""

    def __init__(self, ports: Sequence[int], lots: random.Random) -> None:
        """Begin without a refusal."""
        self.refusals: Counter[tuple[str, int]] = Counter()
        """By path, its numbers left out, and status."""
        self.tries = 0
        """Of the last form: so often was it sent."""
        self._ports, self._lots = ports, lots

    def insist(
        self,
        cookie: str,
        path: str,
        form: Mapping[str, str],
        *,
        is_done_when_gone: bool = False,
        tries: int = _TRIES,
    ) -> Answer | None:
        """Send a form again and again, until it is answered; `None` when it is not accepted.

        Args:
            cookie: of who sends it.
            path: where to.
            form: what was typed.
            is_done_when_gone: when an answer was lost, "not there" may mean that it was done.
            tries: at most so many.
        """
        self.tries, is_unsure = 0, False
        for _try in range(tries):
            self.tries += 1
            answer = ask(self._lots.choice(self._ports), path, cookie, form)
            if answer is None or answer.status >= 500:
                is_unsure = True
                time.sleep(self._lots.uniform(0.1, 0.7))
                continue
            if answer.status == 303 or (answer.status == 404 and is_unsure and is_done_when_gone):
                return answer
            self.refusals[path_of(path), answer.status] += 1
            return None
        return None


class Hand(threading.Thread):
    """People who do one thing after another, until they are told to end."""

    def __init__(self, forms: Forms) -> None:
        """Prepare them."""
        super().__init__(daemon=True)
        self.forms = forms
        self.is_over = threading.Event()

    def end(self) -> None:
        """Finish what was begun: whoever is away comes back."""
        self.is_over.set()
        self.join()


def ask(port: int, path: str, cookie: str, form: Mapping[str, str] | None = None) -> Answer | None:
    """Ask for a page, or send a form; `None` when the line broke."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)
    headers = {
        "Cookie": cookie,
        "Origin": f"http://127.0.0.1:{port}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    try:
        if form is None:
            connection.request("GET", path, headers={"Cookie": cookie})
        else:
            connection.request("POST", path, urlencode(form), headers)
        answer = connection.getresponse()
        text = answer.read().decode()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    given = answer.headers.get("Set-Cookie", "").partition(";")[0]
    return Answer(
        status=answer.status,
        place=answer.headers.get("Location", ""),
        cookie=given if given.startswith("entraide=") else "",
        text=text,
    )


def path_of(path: str) -> str:
    """Return a path as it is counted: without its numbers, and what follows them."""
    return _NUMBERS.sub("…", path.partition("?")[0])
