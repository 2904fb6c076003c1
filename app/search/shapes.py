"""What goes into the index, what is asked of it, and what comes out."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.core.audiences import Audience
from app.core.paging import Page
from app.core.subjects import SubjectRef

Phrase = tuple[str, ...]
"""Stems that stand side by side; one of them for a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One subject that can be found."""

    ref: SubjectRef
    host: SubjectRef | None = None
    """What it is read under, as an answer under its thread; `None`: it stands by itself."""
    title: str = ""
    """Its own title: that of a thread is not the title of its answers."""
    text: str = ""
    """Plain words: `app.text.search_text`."""
    kind: str
    """What it is for a reader: "question", "answer", "article" …"""
    audience: Audience
    """Who may read it."""
    author_id: int | None
    created_at: datetime
    is_solved: bool = False
    usefulness: int = 0
    """How many people it helped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What the found must be besides holding the words."""

    audience: Audience | None = None
    """For whom it is; `None`: for whomever."""
    kinds: tuple[str, ...] = ()
    """Any of them; all kinds when empty."""
    host_kind: str | None = None
    """The kind of subject it is, or is read under."""
    author_id: int | None = None
    is_solved: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One way to meet a term: stems that stand side by side."""

    stems: Phrase
    weight: float = 1.0
    """1 for what was typed, less for what only comes near it."""
    entry_count: int = 0
    """Entries that hold it, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of a question, or several in quotes, and what else would do."""

    typed: str
    """As it stands in the question."""
    stems: Phrase
    is_required: bool = False
    """It stood in quotes."""
    options: tuple[Option, ...] = ()
    """The first is what was typed."""
    weight: float = 1.0
    """What it tells: rare words tell more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is looked for."""

    terms: tuple[Term, ...] = ()
    too_common: tuple[str, ...] = ()
    """Words as they were typed, that say nothing to look for."""
    corrections: tuple[tuple[str, str, str], ...] = ()
    """A word as typed, what it was taken for, and the stem of that."""
    entry_total: int = 0
    """Entries there are, about."""
    newest_id: int = 0
    """The newest entry that was counted."""


class Span(NamedTuple):
    """A piece of a text: looked for, or around it."""

    text: str
    is_hit: bool = False
    stem: str = ""
    """Of a word that was looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One subject that was found. Its address is asked of `core.subjects`, which checks again."""

    ref: SubjectRef
    kind: str
    title: tuple[Span, ...]
    """Its own, or that of what it is read under; empty when neither has one."""
    excerpt: tuple[Span, ...]
    audience: Audience
    author_id: int | None
    is_solved: bool
    usefulness: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of what was found, and how the question was read."""

    page: Page[Hit]
    too_common: tuple[str, ...] = ()
    """All that was typed, when it is words that stand everywhere."""
    read_as: tuple[tuple[str, str], ...] = ()
    """Words as typed, each with the word that was looked for in its place and found."""
    is_without_quotes: bool = False
    """Nothing holds what stood in quotes: this holds its words."""
    is_nothing: bool = False
    """Nothing holds any of the words: these are what helped lately."""
