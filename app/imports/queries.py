"""What was brought before."""

from collections.abc import Iterator

import sqlalchemy as sa

from app.core.db import db
from app.imports.models import ImportKey, ImportSource
from app.imports.shapes import KnownKey, KnownSource


def find_source(name: str) -> KnownSource | None:
    """Return what is known of a source."""
    row = db.session.execute(
        sa.select(
            ImportSource.id, ImportSource.group_id, ImportSource.address, ImportSource.marks
        ).where(ImportSource.name == name)
    ).one_or_none()
    if row is None:
        return None
    return KnownSource(
        id=row.id,
        group_id=row.group_id,
        address=row.address,
        marks=frozenset((number, moment) for number, moment in row.marks),
    )


def known_keys(source_id: int) -> Iterator[KnownKey]:
    """Yield all that was brought from a source, a thousand at a time."""
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
