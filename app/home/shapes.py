"""Composed pages."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.shapes import Face
from app.core.paging import Page
from app.core.subjects import SubjectRef
from app.forum.shapes import ThreadItem, ThreadLine, WeekThread
from app.groups.shapes import GroupCard
from app.search.shapes import Hit, Span

_SPAN_BYTES = 120
"""What a span takes beside its letters."""


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
    """"question", "discussion", "answer", "reply", "group" or "person"."""
    title: tuple[Span, ...]
    excerpt: tuple[Span, ...]
    author: Face | None
    group_name: str
    is_solved: bool
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptHits:
    """A page of what the index found, as it is kept."""

    page: Page[Hit]

    @property
    def size_bytes(self) -> int:
        """Room taken in memory, about."""
        spans = (span for hit in self.page.items for span in (*hit.title, *hit.excerpt))
        return sum(_SPAN_BYTES + 2 * len(span.text) for span in spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWeek:
    """What happened in one group within a week, as it is kept for all its members."""

    threads: tuple[WeekThread, ...]

    @property
    def size_bytes(self) -> int:
        """Room taken in memory, about; measured."""
        return 400 * len(self.threads)


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


KINDS = ("question", "discussion", "answer", "reply", "group", "person")
"""What a search can be narrowed to."""
