"""Counting the words of entries, beside the writing of them.

How many entries hold a word decides what it tells, and the words that are known are those a slip
is taken for. Counts need not be exact: new entries are counted within seconds, and once a day
everything is counted again, so that what was deleted leaves the vocabulary as well.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.core.db import db, is_sqlite
from app.core.transaction import atomic, emit
from app.search.events import IndexChanged
from app.search.language.stems import folded, words_of
from app.search.limits import INDEX_VERSION
from app.search.models import SearchEntry, SearchState, VocabularyWord

_PORTION = 300
"""Entries counted in one go, so that others may write in between."""
_WRITTEN_AT_ONCE = 500
"""Words in one statement."""
_BREATH_SECONDS = 0.005
"""Left to others of the same process after each portion of a count of everything."""
_LONGEST_NUMBER = 6
"""Digits: a longer number is a telephone, and nobody's business."""

Counts = dict[str, tuple[str, int]]
"""For each word, its stem and the entries in which it is the first word of that stem."""


def learn() -> None:
    """Count the words of the entries that are new since the last time.

    Emits:
        IndexChanged: something was counted, so that answers come in another order.
    """
    while portion := _after(_learned_id(), _PORTION):
        counts = _counted(portion)
        with atomic() as session:
            state = _state(session)
            if state.learned_id >= portion[0].id:
                continue  # another worker was faster
            state.learned_id = portion[-1].id
            state.entry_count += len(portion)
            _write(session, counts, is_addition=True)
            emit(IndexChanged())


def recount() -> None:
    """Count the words of all entries, and forget those that stand in none any more."""
    counts: Counts = {}
    last, total = 0, 0
    while portion := _after(last, _PORTION):
        _add(counts, portion)
        last, total = portion[-1].id, total + len(portion)
        db.session.rollback()
        time.sleep(_BREATH_SECONDS)
    for words in _portions(sorted(counts)):
        with atomic() as session:
            _write(session, {word: counts[word] for word in words}, is_addition=False)
    _forget_all_but(counts)
    with atomic() as session:
        state = _state(session)
        state.learned_id, state.entry_count = last, total
        emit(IndexChanged())


def _learned_id() -> int:
    """Return the last entry that was counted."""
    return db.session.scalar(sa.select(SearchState.learned_id)) or 0


def _after(entry_id: int, most: int) -> Sequence[Any]:
    """Return the next entries, with their words."""
    asked = sa.select(SearchEntry.id, SearchEntry.title, SearchEntry.text)
    found = asked.where(SearchEntry.id > entry_id).order_by(SearchEntry.id).limit(most)
    return db.session.execute(found).all()


def _counted(entries: Iterable[Any]) -> Counts:
    """Return the words of some entries."""
    counts: Counts = {}
    _add(counts, entries)
    return counts


def _add(counts: Counts, entries: Iterable[Any]) -> None:
    """Add the words of entries to those that were counted."""
    for entry in entries:
        stems: set[str] = set()
        text = f"{entry.title} {entry.text}"
        for found in words_of(text):
            word = folded(text[found.start : found.end]).replace(".", "")
            if word.isdigit() and len(word) > _LONGEST_NUMBER:
                continue
            _stem, count = counts.get(word, (found.stem, 0))
            counts[word] = (found.stem, count + (found.stem not in stems))
            stems.add(found.stem)


def _state(session: Session) -> SearchState:
    """Return how far the index has come, for this transaction alone."""
    state = session.get(SearchState, 1, with_for_update=True)
    if state is None:
        state = SearchState(id=1, learned_id=0, entry_count=0, index_version=INDEX_VERSION)
        session.add(state)
        session.flush()
    return state


def _write(session: Session, counts: Counts, *, is_addition: bool) -> None:
    """Write counts of words, in an order that lets no two writers wait for each other."""
    insert = sqlite.insert if is_sqlite() else postgresql.insert
    for words in _portions(sorted(counts)):
        rows = [
            {
                "word": word,
                "mirrored": word[::-1],
                "stem": counts[word][0],
                "entry_count": counts[word][1],
            }
            for word in words
        ]
        new = insert(VocabularyWord).values(rows)
        counted = new.excluded.entry_count
        known = VocabularyWord.entry_count if is_addition else 0
        changes = {"entry_count": known + counted, "stem": new.excluded.stem}
        session.execute(new.on_conflict_do_update(index_elements=["word"], set_=changes))


def _forget_all_but(counts: Counts) -> None:
    """Forget the words that stand nowhere."""
    known = db.session.scalars(sa.select(VocabularyWord.word)).all()
    for words in _portions(sorted(set(known) - counts.keys())):
        with atomic() as session:
            session.execute(sa.delete(VocabularyWord).where(VocabularyWord.word.in_(words)))


def _portions(words: Iterable[str]) -> Iterator[list[str]]:
    """Return words in lists of many."""
    left = iter(words)
    while portion := list(islice(left, _WRITTEN_AT_ONCE)):
        yield portion
