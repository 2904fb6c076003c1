"""What goes into the index, what is asked of it, and what comes out."""

from dataclasses import dataclass
from datetime import datetime

from app.core.subjects import SubjectRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One subject that can be found."""

    ref: SubjectRef
    title: str = ""
    """Its own title: that of a thread is not the title of its answers."""
    text: str = ""
    """Plain words: `app.text.search_text`."""
    kind: str
    """What it is for a reader: "question", "answer", "article" …"""
    group_id: int | None
    """The group in which it may be read; `None`: anybody may."""
    author_id: int | None
    created_at: datetime
    is_solved: bool = False
    usefulness: int = 0
    """How many people it helped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What the found must be besides holding the words."""

    group_id: int | None = None
    kinds: tuple[str, ...] = ()
    """Any of them; all kinds when empty."""
    subject_kind: str | None = None
    author_id: int | None = None
    is_solved: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that stand side by side: one, or several in quotes. Never empty."""

    stems: tuple[str, ...]
    typed: str = ""
    """The word as it is being typed, folded: those that begin so are meant too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The words that are looked for."""

    terms: tuple[Term, ...] = ()
    least: int | None = None
    """How many of the terms are enough; `None`: all."""
    is_in_title: bool = False
    """Only in titles."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: looked for, or around it."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One subject that was found. Its address is asked of `core.subjects`, which checks again."""

    ref: SubjectRef
    kind: str
    title: tuple[Span, ...]
    """Empty when the subject has no title of its own."""
    excerpt: tuple[Span, ...]
    group_id: int | None
    author_id: int | None
    is_solved: bool
    usefulness: int
    created_at: datetime
