"""The keys of what was imported: with them, a run that was killed doubles nothing."""

from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from app.imports.models import ImportKey
from app.imports.queries import known_keys
from app.imports.staging.database import StagingDatabase


def keep_key(
    session: Session,
    source_id: int,
    kind: str,
    foreign_id: int | str,
    local_id: int,
    *,
    remarks: Collection[str] = (),
) -> None:
    """Remember that something was imported; in the transaction that imports it."""
    session.add(
        ImportKey(
            source_id=source_id,
            kind=kind,
            foreign_key=str(foreign_id),
            local_id=local_id,
            remarks=",".join(sorted(remarks)),
        )
    )


def adopt_known(
    staging: StagingDatabase, source_id: int, adoptions: Mapping[str, tuple[str, ...]]
) -> None:
    """Mark on the staging database what earlier runs imported.

    Args:
        staging: onto which everything was read.
        source_id: what it comes from.
        adoptions: for each kind of key, the statements that note `:key` and `:local`.
    """
    for key in known_keys(source_id):
        for statement in adoptions.get(key.kind, ()):
            staging.execute(statement, {"key": key.foreign_key, "local": key.local_id})
        for remark in key.remarks:
            staging.remark("changed", remark)
