"""Making the index again, from what the rooms offer."""

from collections.abc import Iterator
from itertools import islice

import sqlalchemy as sa

from app.core.db import db
from app.core.registry import provided
from app.core.transaction import atomic
from app.search.index.word_counts import recount
from app.search.limits import INDEX_VERSION
from app.search.models import SearchEntry, SearchState
from app.search.services import Source, index

_PORTION = 200
"""Entries written in one transaction, so that others may write in between."""


def renew() -> None:
    """Make the index again if its words were made in a way that is no longer ours.

    People go on finding meanwhile, by the old words and the new. A worker that is stopped half-way
    begins again at the next start; two at once do the same work twice, and no harm.
    """
    known = db.session.scalar(sa.select(SearchState.index_version))
    if known is None or known >= INDEX_VERSION:
        return
    for _kind in rebuild_all():
        pass
    with atomic() as session:
        session.execute(sa.update(SearchState).values(index_version=INDEX_VERSION))


def rebuild_all() -> Iterator[tuple[str, int]]:
    """Index all that there is and forget what there is not; return each kind with its count."""
    for source in provided(Source):
        yield source.kind, _rebuild(source)
    recount()


def _rebuild(source: Source) -> int:
    """Index all subjects of a kind again, in portions; people go on finding meanwhile."""
    before = _indexed(source.kind)  # what is indexed from now on is right by itself
    seen: set[int] = set()
    entries = iter(source.entries())
    while portion := list(islice(entries, _PORTION)):
        with atomic():
            for entry in portion:
                index(entry)
        seen.update(entry.ref.id for entry in portion)
        db.session.expunge_all()  # a million rows are not to be kept in memory
    _forget(source.kind, sorted(before - seen))
    return len(seen)


def _indexed(subject_kind: str) -> set[int]:
    """Return the subjects of a kind that can be found now."""
    kind = SearchEntry.subject_kind == subject_kind
    return set(db.session.scalars(sa.select(SearchEntry.subject_id).where(kind)))


def _forget(subject_kind: str, ids: list[int]) -> None:
    """Let subjects that are gone be found no more."""
    for start in range(0, len(ids), _PORTION):
        with atomic() as session:
            session.execute(
                sa.delete(SearchEntry).where(
                    SearchEntry.subject_kind == subject_kind,
                    SearchEntry.subject_id.in_(ids[start : start + _PORTION]),
                )
            )
