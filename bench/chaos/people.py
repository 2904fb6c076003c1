"""What people do meanwhile: they write, edit, delete, like, and say which answer solved it."""

import itertools
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.chaos.sending import Forms, Hand
from bench.chaos.world import Member, World

WRITERS, A_SECOND = 8, 1.0
_FIRST = ("reply", "reply", "edit", "like", "choose", "unlike", "delete")
"""Everybody does each of these once, before lots are drawn: so that the shortest run has them."""
_OFTEN = {"reply": 10, "edit": 2, "delete": 2, "like": 3, "unlike": 1, "choose": 2}
_marks = itertools.count(1)


@dataclass(slots=True)
class Deed:
    """Something that somebody did in a thread, and when the site said that it is done."""

    what: str
    thread_id: int
    begun: float
    acknowledged: float | None = None
    post_id: int = 0
    """What it was done to."""


@dataclass(frozen=True, slots=True)
class Place:
    """A post that was there from the beginning."""

    thread_id: int
    post_id: int


@dataclass(slots=True)
class Written:
    """A post that somebody sent, and what they did with it."""

    mark: str
    author_id: int
    thread_id: int
    begun: float
    acknowledged: float | None = None
    post_id: int = 0
    bodies: list[str] = field(default_factory=list)
    """What it may say: the last text that was acknowledged, and those sent since."""
    is_deleted: bool | None = False
    """`None`: it was to be, and no answer came."""


class People(Hand):
    """Some people who act as fast as they are told to, one after the other.

    What they touch is theirs alone, of all such threads: so what must be there in the end is known.
    """

    def __init__(self, world: World, forms: Forms, lots: random.Random, *, place: int) -> None:
        """Prepare them; `place` is theirs among the `WRITERS`."""
        super().__init__(forms)
        self.written: list[Written] = []
        self.deeds: list[Deed] = []
        self.solutions: dict[int, int | None] = {}
        """thread → the post that must be its solution; 0 for none, `None`: nobody knows."""
        self.likes: dict[tuple[int, int], bool | None] = {}
        """(member, opening) → whether they like it; `None`: nobody knows."""
        self.slowest_seconds = 0.0
        self._world, self._lots = world, lots
        self.questions = world.questions[place::WRITERS]
        self._likers = list(world.members.values())[place::WRITERS]
        self._acts: dict[str, Callable[[int | None], None]] = {
            "reply": self._reply,
            "edit": self._edit,
            "delete": self._take_back,
            "like": self._like,
            "unlike": self._unlike,
            "choose": self._choose,
        }

    def run(self) -> None:
        """Act until it is over."""
        waiting = list(_FIRST)
        while not self.is_over.wait(self._lots.expovariate(A_SECOND)):
            (drawn,) = self._lots.choices(list(_OFTEN), list(_OFTEN.values()))
            self.act(waiting.pop(0) if waiting else drawn)

    def act(self, what: str, thread_id: int | None = None) -> None:
        """Do something, in a thread drawn by lot if none is named; nothing if nobody can."""
        self._acts[what](thread_id)

    def _reply(self, thread_id: int | None) -> None:
        """Answer a thread, now and then calling somebody by name."""
        world, lots = self._world, self._lots
        thread_id = thread_id or lots.choice(list(world.group_of))
        group_id = world.group_of[thread_id]
        author = lots.choice([one for one in world.members.values() if group_id in one.groups])
        mark = f"marque{next(_marks)}x{lots.getrandbits(40)}"
        named = lots.choice(list(world.members.values())).handle if lots.random() < 0.2 else ""
        body = f"Voici ce que nous faisons, {mark}. {f'@{named} ' if named else ''}Bon courage !"
        deed = self._begin("reply", thread_id)
        written = Written(mark, author.id, thread_id, deed.begun, bodies=[body])
        self.written.append(written)
        form = {"body": body, "once": mark}
        answer = self.forms.insist(author.cookie, f"/questions/{thread_id}/reponses", form)
        if answer is not None:
            written.post_id = deed.post_id = int(
                answer.place.rpartition("/")[2].rpartition("#m")[2]
            )
            written.acknowledged = deed.acknowledged = time.monotonic()
            self.slowest_seconds = max(self.slowest_seconds, deed.acknowledged - deed.begun)

    def _edit(self, thread_id: int | None) -> None:
        """Change what was written; whom it names stays named."""
        if (written := self._some_post(thread_id)) is None:
            return
        body = f"{written.bodies[0].partition(' Corrigé')[0]} Corrigé {len(self.deeds)} fois."
        written.bodies.append(body)
        path = f"/questions/messages/{written.post_id}/modifier"
        if self._do("edit", self._author(written), path, {"body": body}, written):
            written.bodies = [body]

    def _take_back(self, thread_id: int | None) -> None:
        """Take back what was written; the solution of a question with it."""
        if (written := self._some_post(thread_id)) is None:
            return
        written.is_deleted = None
        path = f"/questions/messages/{written.post_id}/supprimer"
        is_done = self._do("delete", self._author(written), path, {}, written)
        written.is_deleted = True if is_done else None
        if self.solutions.get(written.thread_id) == written.post_id:
            self.solutions[written.thread_id] = 0 if is_done else None

    def _choose(self, thread_id: int | None) -> None:
        """Let who asked say which answer solved it."""
        if not self.questions:
            return
        thread_id = thread_id or self._lots.choice(self.questions)
        former_id = self.solutions.get(thread_id)
        if (written := self._some_post(thread_id, but=former_id)) is None:
            self._reply(thread_id)
            written = self._some_post(thread_id, but=former_id)
        if written is None:
            return
        asker = self._world.members[self._world.opener_of[thread_id]]
        form = {"post_id": str(written.post_id)}
        is_done = self._do("choose", asker, f"/questions/{thread_id}/solution", form, written)
        self.solutions[thread_id] = written.post_id if is_done else None

    def _like(self, thread_id: int | None) -> None:
        """Like the opening of a thread."""
        thread_id = thread_id or self._lots.choice(list(self._world.group_of))
        group_id = self._world.group_of[thread_id]
        opener_id = self._world.opener_of[thread_id]
        opening_id = self._world.opening_of[thread_id]
        people = [
            one
            for one in self._likers
            if group_id in one.groups and one.id != opener_id
            if not self.likes.get((one.id, opening_id))
        ]
        if people:
            self._set_like(self._lots.choice(people), thread_id, is_liked=True)

    def _unlike(self, thread_id: int | None) -> None:
        """Take a like back."""
        openings = self._world.opening_of
        wanted = set(openings.values()) if thread_id is None else {openings[thread_id]}
        liked = [pair for pair, is_liked in self.likes.items() if is_liked and pair[1] in wanted]
        if not liked:
            self._like(thread_id)
            return
        member_id, opening_id = self._lots.choice(liked)
        thread_id = next(one for one, post in openings.items() if post == opening_id)
        self._set_like(self._world.members[member_id], thread_id, is_liked=False)

    def _set_like(self, member: Member, thread_id: int, *, is_liked: bool) -> None:
        """Like an opening, or not any more."""
        opening_id = self._world.opening_of[thread_id]
        path = f"/likes/forum.post:{opening_id}{'' if is_liked else '/retirer'}"
        opening = Place(thread_id, opening_id)
        is_done = self._do("like" if is_liked else "unlike", member, path, {}, opening)
        self.likes[member.id, opening_id] = is_liked if is_done else None

    def _do(
        self, what: str, member: Member, path: str, form: dict[str, str], post: Written | Place
    ) -> bool:
        """Do something to a post; tell whether it was acknowledged."""
        deed = self._begin(what, post.thread_id)
        deed.post_id = post.post_id
        is_gone = what == "delete"
        if self.forms.insist(member.cookie, path, form, is_done_when_gone=is_gone) is None:
            return False
        deed.acknowledged = time.monotonic()
        return True

    def _begin(self, what: str, thread_id: int) -> Deed:
        """Write down that something begins."""
        deed = Deed(what, thread_id, time.monotonic())
        self.deeds.append(deed)
        return deed

    def _some_post(self, thread_id: int | None, *, but: int | None = None) -> Written | None:
        """Draw one of the posts that are there; of one thread, if it is named, and another one."""
        there = [
            one
            for one in self.written
            if one.post_id not in {0, but}
            if one.is_deleted is False and thread_id in {None, one.thread_id}
        ]
        return self._lots.choice(there) if there else None

    def _author(self, written: Written) -> Member:
        """Return who wrote a post."""
        return self._world.members[written.author_id]
