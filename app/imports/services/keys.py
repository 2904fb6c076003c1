"""The keys of what was imported: with them, a run that was killed doubles nothing."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from app.imports.models import ImportKey
from app.imports.queries import known_keys
from app.imports.staging.database import StagingDatabase
from app.imports.staging.outcomes import Remark

_ADOPTIONS = {
    "user": "UPDATE users SET outcome = 'earlier', local = :local WHERE id = :id",
    "thread": "UPDATE posts SET thread = :local WHERE id = :id",
    "post": "UPDATE posts SET outcome = 'earlier', local = :local WHERE id = :id",
    "comment": "UPDATE comments SET outcome = 'earlier', local = :local WHERE id = :id",
    "solution": "UPDATE posts SET accepted_outcome = 'earlier' WHERE id = :id",
    "duplicate": "UPDATE links SET outcome = 'earlier' WHERE id = :id",
}


def keep_key(
    session: Session,
    source_id: int,
    kind: str,
    foreign_id: int,
    local_id: int,
    *,
    remarks: Collection[Remark] = (),
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


def adopt_known(staging: StagingDatabase, source_id: int) -> None:
    """Mark on the staging database what earlier runs imported."""
    for key in known_keys(source_id):
        staging.execute(_ADOPTIONS[key.kind], {"local": key.local_id, "id": int(key.foreign_key)})
        for remark in key.remarks:
            staging.remark("changed", remark)
