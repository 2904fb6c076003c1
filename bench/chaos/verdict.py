"""What must not be, by its sort, and what was counted."""

from dataclasses import dataclass, field

SORTS = {
    "no rest": "things that did not come to rest",
    "lost post": "acknowledged posts lost",
    "doubled post": "posts doubled",
    "not kept": "edits, deletions, likes and solutions that are not as acknowledged",
    "not told": "notices not told",
    "not seen": "notices not seen",
    "seen twice": "notices seen twice",
    "out of order": "notices out of order",
    "wrong badge": "wrong badges",
    "forbidden": "told or shown to somebody who may not see",
    "ended session": "sockets that outlived their session",
    "not as anew": "threads that differ from their page loaded anew",
    "letter": "letters lost, doubled or given up",
    "refused": "forms and pages refused that nobody expected to be",
    "too few": "things that did not happen, or hardly",
}
"""Sort → how the table names it."""


@dataclass(slots=True)
class Verdict:
    """What was found; a good run found nothing."""

    found: dict[str, list[str]] = field(default_factory=lambda: {sort: [] for sort in SORTS})
    counts: dict[str, int] = field(default_factory=dict)
    """What happened, by the words of the table."""

    def add(self, sort: str, *what: str) -> None:
        """Note what must not be."""
        self.found[sort] += what

    def faults(self) -> list[str]:
        """Return what must not be, in words."""
        return [f"{sort}: {what}" for sort, some in self.found.items() for what in some]

    def rows(self) -> list[tuple[str, str]]:
        """Return what was counted, then how much of each sort was found."""
        counted = [(what, str(count)) for what, count in self.counts.items()]
        return counted + [(SORTS[sort], str(len(some))) for sort, some in self.found.items()]
