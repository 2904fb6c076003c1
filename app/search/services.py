"""Keeping the index. Rooms call it in `during` listeners, in the transaction of the words."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.core.db import db
from app.core.jobs import enqueue_for_all
from app.core.subjects import SubjectRef
from app.core.transaction import atomic, emit
from app.search.events import IndexChanged
from app.search.index.filters import marks_of
from app.search.language.stems import indexed_stems
from app.search.models import SearchEntry
from app.search.shapes import Entry

FOUND = "search"
"""The tag of pages that show what was found."""
LEARN = "search.learn"
"""The job that counts the words of new entries: see `learning`."""
LEARN_AFTER_SECONDS = 2
_PORTION = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Provided by a room: all subjects of a kind, for the index to be made again."""

    kind: str
    entries: Callable[[], Iterable[Entry]]
    """Every entry there should be. Rows are read in portions, each in one go."""
    entries_of: Callable[[list[int]], Iterable[Entry]]
    """Those of some subjects, as far as they are shown."""


def index(entry: Entry, *, is_new: bool = False) -> None:
    """Let a subject be found by its words, in the place of what was known of it.

    Args:
        entry: what is to be found.
        is_new: nothing is known of it so far; spares a question.

    Emits:
        IndexChanged
    """
    title, text = (unicodedata.normalize("NFC", words) for words in (entry.title, entry.text))
    with atomic() as session:
        row = None if is_new else _row(entry.ref)
        if row is None:
            row = SearchEntry(subject_kind=entry.ref.kind, subject_id=entry.ref.id)
            session.add(row)
            enqueue_for_all(LEARN_AFTER_SECONDS, LEARN)
        row.host_kind = entry.host.kind if entry.host else None
        row.host_id = entry.host.id if entry.host else None
        row.audience = entry.audience
        row.author_id = entry.author_id
        row.kind = entry.kind
        row.is_solved = entry.is_solved
        row.usefulness = entry.usefulness
        row.created_at = entry.created_at
        row.title, row.text = title, text
        row.title_words = " ".join(indexed_stems(title))
        row.text_words = " ".join(indexed_stems(text))
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


def forget_all(kind: str, ids: Sequence[int]) -> None:
    """Let subjects of a kind be found no more.

    Emits:
        IndexChanged
    """
    with atomic() as session:
        for start in range(0, len(ids), _PORTION):
            some = SearchEntry.subject_id.in_(ids[start : start + _PORTION])
            session.execute(sa.delete(SearchEntry).where(SearchEntry.subject_kind == kind, some))
        emit(IndexChanged())


def _row(ref: SubjectRef) -> SearchEntry | None:
    """Return the row of a subject, to be changed."""
    return db.session.scalar(sa.select(SearchEntry).where(*_is(ref)))


def _is(ref: SubjectRef) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the condition that an entry is about a subject."""
    return (SearchEntry.subject_kind == ref.kind, SearchEntry.subject_id == ref.id)
