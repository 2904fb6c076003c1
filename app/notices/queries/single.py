"""Single notices, for what is done with them."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.core.audiences import Audience
from app.core.db import db
from app.core.errors import NotFound
from app.core.subjects import SubjectRef
from app.core.viewer import Viewer
from app.notices.enums import Rule
from app.notices.models import Activity, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """A notice from which its reader wants to hear more of the like, less, or nothing."""

    kind: str
    rule: Rule
    container: SubjectRef | None
    audience: Audience | None


def adjustment(viewer: Viewer, bundle: int) -> Adjustment:
    """Return the topmost notice of one of the viewer's bundles.

    Raises:
        NotFound: the viewer has no such bundle.
    """
    row = db.session.execute(
        sa.select(
            Notice.kind,
            Notice.rule,
            Activity.container_kind,
            Activity.container_id,
            Activity.audience,
        )
        .join(Activity, Activity.id == Notice.activity_id)
        .where(Notice.account_id == viewer.known_id, Notice.bundle == bundle)
        .where(Notice.withdrawn_at.is_(None))
        .order_by(Notice.seq.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NotFound
    container = SubjectRef(row.container_kind, row.container_id) if row.container_kind else None
    return Adjustment(
        kind=row.kind, rule=Rule(row.rule), container=container, audience=row.audience
    )
