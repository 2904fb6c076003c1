"""Composed pages."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.shapes import Face
from app.core.paging import Page
from app.core.subjects import SubjectRef
from app.forum.shapes import ThreadItem, ThreadLine, WeekThread
from app.groups.shapes import GroupBadge, GroupCard
from app.search.shapes import Found, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """What somebody finds when they come in."""

    unread: tuple[ThreadLine, ...]
    """Threads they opened before, in which something new stands."""
    waiting: tuple[ThreadLine, ...]
    """Questions without an answer, the oldest first."""
    latest: tuple[ThreadLine, ...]
    groups: tuple[GroupCard, ...]
    """Their own; public ones for a visitor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundItem:
    """Something that was found, as its line shows it."""

    ref: SubjectRef
    url: str
    kind: str
    """One of `KINDS`."""
    title: tuple[Span, ...]
    excerpt: tuple[Span, ...]
    author: Face | None
    where: str
    """The group in which it was said; empty for what is everybody's."""
    is_solved: bool
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilters:
    """What a search is narrowed to, as its form shows it."""

    kind: str | None = None
    group: GroupBadge | None = None
    groups: tuple[GroupBadge, ...] = ()
    """Those that can be chosen."""
    is_solved: bool = False
    since: str | None = None
    """One of `SINCE`."""
    author_typed: str = ""
    author: Face | None = None
    namesakes: tuple[Face, ...] = ()
    """Who else it may be, when what was typed names several people."""

    @property
    def count(self) -> int:
        """How many of them narrow, beside the kind."""
        chosen = (self.group, self.is_solved, self.since, self.author_typed)
        return sum(map(bool, chosen))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a search shows."""

    about: tuple[object, ...]
    """What was asked, by whom: the same for all who may read the same."""
    page: Page[FoundItem]
    too_common: tuple[str, ...]
    read_as: tuple[tuple[str, str], ...]
    is_without_quotes: bool
    is_nothing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptHits:
    """A page of what the index found, as it is kept."""

    found: Found


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWeek:
    """What happened in one group within a week, as it is kept for all its members."""

    threads: tuple[WeekThread, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPart:
    """One part of the weekly letter."""

    title: str
    lines: tuple["WeekLine", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLine:
    """A thread in the weekly letter."""

    thread: ThreadItem
    facts: str
    """What became of it, in words; may be empty."""
    why: str
    """Where it is, and why this reader is told."""


KINDS = ("question", "discussion", "answer", "article", "comment", "reply", "group", "person")
"""What a search can be narrowed to."""
SINCE = {"semaine": 7, "mois": 31, "annee": 366}
"""How old what is found may be: the word of the address, and days."""
