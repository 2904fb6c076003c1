"""Keeping the index. Rooms call it in `during` listeners, in the transaction of the words."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from flask import Flask, current_app

from app.core.db import db
from app.core.subjects import SubjectRef
from app.core.transaction import atomic, emit
from app.search.events import IndexChanged
from app.search.marks import marks_of
from app.search.models import SearchEntry
from app.search.shapes import Entry
from app.search.stems import stems

FOUND = "search"
"""The tag of pages that show what was found."""
SOURCES = "entraide_search_sources"
"""Where the factory keeps what can be indexed again, in `app.extensions`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """All subjects of a kind, for the index to be made again."""

    subject_kind: str
    entries: Callable[[], Iterable[Entry]]
    """Every entry there should be. Rows are read in portions, each in one go."""


def offers(*sources: Source) -> Callable[[Flask], None]:
    """Return what a room's card says under `prepares`: what it can have indexed again."""

    def introduce(app: Flask) -> None:
        known: dict[str, Source] = app.extensions.setdefault(SOURCES, {})
        known.update({source.subject_kind: source for source in sources})

    return introduce


def sources() -> tuple[Source, ...]:
    """Return what can be indexed again."""
    known: dict[str, Source] = current_app.extensions.get(SOURCES, {})
    return tuple(known.values())


def index(entry: Entry) -> None:
    """Let a subject be found by its words, in the place of what was known of it.

    Emits:
        IndexChanged
    """
    title, text = (unicodedata.normalize("NFC", words) for words in (entry.title, entry.text))
    with atomic() as session:
        row = _row(entry.ref)
        if row is None:
            row = SearchEntry(subject_kind=entry.ref.kind, subject_id=entry.ref.id)
            session.add(row)
        row.group_id = entry.group_id
        row.author_id = entry.author_id
        row.kind = entry.kind
        row.is_solved = entry.is_solved
        row.usefulness = entry.usefulness
        row.created_at = entry.created_at
        row.title, row.text = title, text
        row.title_words, row.text_words = " ".join(stems(title)), " ".join(stems(text))
        row.marks = marks_of(entry)
        emit(IndexChanged())


def rate(ref: SubjectRef, *, usefulness: int) -> None:
    """Say how many people a subject helped; what is not indexed stays so.

    Emits:
        IndexChanged
    """
    with atomic() as session:
        session.execute(sa.update(SearchEntry).where(*_is(ref)).values(usefulness=usefulness))
        emit(IndexChanged())


def forget(ref: SubjectRef) -> None:
    """Let a subject be found no more.

    Emits:
        IndexChanged
    """
    with atomic() as session:
        session.execute(sa.delete(SearchEntry).where(*_is(ref)))
        emit(IndexChanged())


def _row(ref: SubjectRef) -> SearchEntry | None:
    """Return the row of a subject, to be changed."""
    return db.session.scalar(sa.select(SearchEntry).where(*_is(ref)))


def _is(ref: SubjectRef) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the condition that an entry is about a subject."""
    return (SearchEntry.subject_kind == ref.kind, SearchEntry.subject_id == ref.id)
