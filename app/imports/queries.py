"""What was imported before."""

from collections.abc import Collection, Iterator

import sqlalchemy as sa

from app.core.db import db
from app.core.shapes import shaped
from app.imports.models import ImportKey, ImportSource
from app.imports.shapes import KnownKey, KnownSource


def find_source(name: str) -> KnownSource | None:
    """Return what is known of a source."""
    return next((source for source in _sources() if source.name == name), None)


def marked_sources(marks: Collection[tuple[str, str]]) -> list[KnownSource]:
    """Return the sources that one of the marks belongs to, the first one first: the same site."""
    return [source for source in _sources() if not source.marks.isdisjoint(marks)]


def _sources() -> list[KnownSource]:
    """Return all places that things were imported from: a handful."""
    rows = db.session.execute(
        sa.select(
            ImportSource.id,
            ImportSource.name,
            ImportSource.group_id,
            ImportSource.address,
            ImportSource.marks,
        ).order_by(ImportSource.id)
    )
    return [
        shaped(KnownSource, row, marks=frozenset((number, at) for number, at in row.marks))
        for row in rows
    ]


def known_keys(source_id: int) -> Iterator[KnownKey]:
    """Yield all that was imported from a source, a thousand at a time."""
    after = 0
    while True:
        rows = db.session.execute(
            sa.select(
                ImportKey.id,
                ImportKey.kind,
                ImportKey.foreign_key,
                ImportKey.local_id,
                ImportKey.remarks,
            )
            .where(ImportKey.source_id == source_id, ImportKey.id > after)
            .order_by(ImportKey.id)
            .limit(1000)
        ).all()
        for row in rows:
            after = row.id
            yield KnownKey(
                kind=row.kind,
                foreign_key=row.foreign_key,
                local_id=row.local_id,
                remarks=tuple(filter(None, row.remarks.split(","))),
            )
        if not rows:
            return
