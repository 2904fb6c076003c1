"""Making the index again, from what the rooms offer."""

from collections.abc import Iterator
from itertools import islice

import sqlalchemy as sa

from app.core.db import db
from app.core.transaction import atomic
from app.search.models import SearchEntry
from app.search.services import Source, index, sources
from app.search.shapes import Entry

_PORTION = 200
"""Entries written in one transaction, so that others may write in between."""


def rebuild_all() -> Iterator[tuple[str, int]]:
    """Index all that there is and forget what there is not; return each kind with its count."""
    for source in sources():
        yield source.subject_kind, _rebuild(source)


def _rebuild(source: Source) -> int:
    """Index all subjects of a kind again, in portions."""
    newest = sa.select(sa.func.max(SearchEntry.subject_id)).where(
        SearchEntry.subject_kind == source.subject_kind
    )
    before = db.session.scalar(newest) or 0  # what is indexed meanwhile comes after it
    count, done = 0, 0
    entries = iter(source.entries())
    while portion := list(islice(entries, _PORTION)):
        last = portion[-1].ref.id
        _replace(source.subject_kind, portion, after=done, upto=last)
        count, done = count + len(portion), last
    with atomic() as session:
        session.execute(_between(source.subject_kind, after=done, upto=before))
    return count


def _replace(subject_kind: str, portion: list[Entry], *, after: int, upto: int) -> None:
    """Index some subjects, and forget those of the same stretch of ids that are gone."""
    with atomic() as session:
        gone = _between(subject_kind, after=after, upto=upto)
        kept = [entry.ref.id for entry in portion]
        session.execute(gone.where(SearchEntry.subject_id.not_in(kept)))
        for entry in portion:
            index(entry)
    db.session.expunge_all()  # a million rows are not to be kept in memory


def _between(subject_kind: str, *, after: int, upto: int) -> sa.Delete:
    """Return the statement that forgets a stretch of ids."""
    return sa.delete(SearchEntry).where(
        SearchEntry.subject_kind == subject_kind,
        SearchEntry.subject_id > after,
        SearchEntry.subject_id <= upto,
    )
