"""How often each thing must at least have happened: a run in which it did not proves nothing.

What happens so many times a minute was counted with a fault every two seconds, on two processors
that others used too: a third of that is the floor, or less.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The least of one count, in proportion to how long the site was under fire, or to another."""

    what: str
    """As it is counted."""
    missing: str
    """What did not happen when there is less."""
    a_minute: float = 0.0
    of: str = ""
    """Another count."""
    share: float = 0.0
    """At least so much of it for each of the other."""

    def least(self, counts: Mapping[str, int], seconds: float) -> int:
        """Return the least that passes; at least one."""
        expected = self.a_minute * seconds / 60 + self.share * counts.get(self.of, 0)
        return max(1, int(expected))


def _live(what: str, *, of: str) -> tuple[Floor, Floor]:
    """Return how much of something must be pushed while somebody watches."""
    due = f"{what} due live"
    return (
        Floor(what=due, of=of, share=0.5, missing=f"hardly anybody watched for {what}"),
        Floor(
            what=f"{what} heard live",
            of=due,
            share=0.25,
            missing=f"{what} were not pushed to those who watched",
        ),
    )


FLOORS = (
    Floor(what="posts acknowledged", a_minute=10, missing="hardly anybody could reply"),
    Floor(what="edits", a_minute=2, missing="hardly anybody could edit"),
    Floor(what="deletions", a_minute=2, missing="hardly anybody could delete"),
    Floor(what="choices of a solution", a_minute=1, missing="hardly a question was solved"),
    Floor(what="likes", a_minute=2, missing="hardly anybody could like"),
    Floor(what="likes taken back", a_minute=1, missing="hardly a like was taken back"),
    Floor(what="left the group", a_minute=1, missing="nobody left the private group"),
    Floor(what="removed from it", a_minute=1, missing="nobody was removed from the private group"),
    Floor(what="signed out", a_minute=1, missing="hardly anybody signed out"),
    Floor(
        what="sockets closed with their session",
        of="signed out",
        share=1,
        missing="sockets outlived their session",
    ),
    Floor(
        what="old cookies refused",
        of="signed out",
        share=0.3,
        missing="nobody was refused a socket with the cookie of an ended session",
    ),
    Floor(what="signed in again", of="signed out", share=0.8, missing="hardly anybody came back"),
    Floor(what="letters asked for", a_minute=4, missing="hardly a letter was asked for"),
    Floor(
        what="letters that arrived",
        of="letters asked for",
        share=0.8,
        missing="letters were asked for and did not arrive",
    ),
    Floor(what="notices", of="posts acknowledged", share=4, missing="hardly anybody was told"),
    Floor(what="notices seen", of="notices", share=0.8, missing="browsers saw hardly a notice"),
    Floor(what="sockets opened", of="browsers", share=1, missing="some had no socket"),
    Floor(
        what="sockets opened again", of="faults: cut", share=10, missing="sockets were hardly cut"
    ),
    Floor(what="typing heard", a_minute=60, missing="nobody saw that somebody writes"),
    *_live("posts", of="posts acknowledged"),
    *_live("edits", of="edits"),
    *_live("deletions", of="deletions"),
    *_live("solutions", of="choices of a solution"),
    *_live("likes", of="likes"),
    Floor(
        what="steps shown as pushed",
        of="posts acknowledged",
        share=0.25,
        missing="threads were followed by asking, not by what was pushed",
    ),
    Floor(
        what="threads compared with their page",
        of="threads followed",
        share=1,
        missing="a page could not be loaded anew",
    ),
)


def too_few(
    counts: Mapping[str, int], seconds: float, faults: Mapping[str, int], each: int
) -> list[str]:
    """Return what did not happen, or hardly, in sentences.

    Args:
        counts: what was counted; what is not in it did not happen.
        seconds: how long the site was meant to be under fire.
        faults: sort → how many there were.
        each: how many of each sort there had to be.
    """
    said = [
        f"{floor.missing}: {counts.get(floor.what, 0)} {floor.what},"
        f" at least {floor.least(counts, seconds)}"
        for floor in FLOORS
        if counts.get(floor.what, 0) < floor.least(counts, seconds)
    ]
    return said + [
        f"the site was not under fire: {count} faults “{sort}” of {each}"
        for sort, count in faults.items()
        if count < each
    ]
