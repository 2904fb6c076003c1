"""Writing down that something happened. The rows of those who are told follow by a job."""

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core import clock
from app.core.audiences import Audience
from app.core.jobs import enqueue
from app.core.subjects import SubjectRef
from app.core.transaction import atomic
from app.notices.kinds.catalogue import kinds
from app.notices.models import Activity, DirectRecipient

_MOST_AT_ONCE = 20
"""When more is withdrawn with one subject, one job sees to all of it."""


def record(
    kind: str,
    subject: SubjectRef,
    *,
    actor_id: int | None,
    container: SubjectRef | None = None,
    audience: Audience | None = None,
    concerns: Mapping[int, str] | None = None,
    once: bool = False,
    occasion: str = "",
) -> None:
    """Write down what happened, and have those concerned told soon.

    Args:
        kind: one that a room has announced.
        subject: what is shown when the notice is opened.
        actor_id: who caused it, and is not told; `None` for the site itself.
        container: what the subject is part of: reading that reads the notice.
        audience: among whom it happened; `None`: it is nobody's but theirs whom it concerns.
        concerns: whom it is about, and what kind it is for each of them.
        once: tell only the first time this person does this to this subject.
        occasion: what `once` is meant for; on another occasion it is told again.
    """
    about = {one: name for one, name in (concerns or {}).items() if one != actor_id}
    _check_kinds({kind, *about.values()})
    now = clock.now()
    row = Activity(
        kind=kind,
        subject_kind=subject.kind,
        subject_id=subject.id,
        container_kind=container.kind if container else None,
        container_id=container.id if container else None,
        audience=audience,
        actor_id=actor_id,
        once_key=(once_key := _once_key(kind, subject, actor_id, occasion) if once else None),
        created_at=now,
        changed_at=now,
    )
    with atomic() as session:
        try:
            with session.begin_nested() if once else nullcontext():
                session.add(row)
                session.flush()
        except IntegrityError:
            if not once:
                raise
            _change(session, Activity.once_key == once_key, is_withdrawn=False)
            return  # it was told before; had it been taken back, it is told again
        _write_concerns(session, row.id, about)
        enqueue("notices.fan_out", row.id)


def _check_kinds(names: set[str]) -> None:
    """Stop a room that records what it has not announced.

    Raises:
        LookupError: there are no such kinds.
    """
    if unknown := names - kinds().keys():
        raise LookupError(unknown)


def _write_concerns(session: Session, activity_id: int, about: Mapping[int, str]) -> None:
    rows = [
        {"activity_id": activity_id, "account_id": account_id, "kind": kind}
        for account_id, kind in about.items()
    ]
    if rows:
        session.execute(sa.insert(DirectRecipient), rows)


def take_back(kind: str, subject: SubjectRef, *, actor_id: int | None) -> None:
    """Withdraw the notices of what this person did once and undid: a like."""
    with atomic() as session:
        _end(session, Activity.once_key == _once_key(kind, subject, actor_id))


def end(kind: str, subject: SubjectRef) -> None:
    """Withdraw what people were told of a subject as one kind: it is so no more."""
    with atomic() as session:
        is_kind = sa.and_(
            Activity.kind == kind,
            Activity.subject_kind == subject.kind,
            Activity.subject_id == subject.id,
        )
        _end(session, is_kind)


def withdraw(ref: SubjectRef) -> None:
    """Take back the notices about a subject, and about what is in it: it is hidden or gone."""
    with atomic() as session:
        _change(session, _about(ref), is_withdrawn=True)


def restore(ref: SubjectRef, *, since: datetime) -> None:
    """Bring back the notices about a subject that is shown again, for those who may see it.

    Those that were withdrawn since a moment: what was taken back before it is no news again.
    """
    with atomic() as session:
        is_meant = sa.and_(_about(ref), Activity.withdrawn_at >= since)
        _change(session, is_meant, is_withdrawn=False)


def move(container: SubjectRef, audience: Audience) -> None:
    """Let what happened in a thread count as happened among those who read it now."""
    with atomic() as session:
        in_it = sa.and_(
            Activity.container_kind == container.kind, Activity.container_id == container.id
        )
        session.execute(
            sa.update(Activity).where(in_it).values(audience=audience),
            execution_options={"synchronize_session": False},
        )


def _about(ref: SubjectRef) -> sa.ColumnElement[bool]:
    """Return the condition that an activity is about a subject or something in it."""
    return sa.or_(
        sa.and_(Activity.subject_kind == ref.kind, Activity.subject_id == ref.id),
        sa.and_(Activity.container_kind == ref.kind, Activity.container_id == ref.id),
    )


def _once_key(kind: str, subject: SubjectRef, actor_id: int | None, occasion: str = "") -> str:
    return f"{kind} {subject} {actor_id} {occasion}".rstrip()


def _end(session: Session, of_these: sa.ColumnElement[bool]) -> None:
    """Withdraw what is so no more; what is hidden now is not brought back with its subject."""
    _change(session, of_these, is_withdrawn=True)
    session.execute(
        sa.update(Activity)
        .where(of_these, Activity.withdrawn_at.is_not(None))
        .values(withdrawn_at=Activity.created_at),
        execution_options={"synchronize_session": False},
    )


def _change(
    session: Session,
    of_these: sa.ColumnElement[bool],
    *,
    is_withdrawn: bool,
) -> None:
    """Mark those activities that are not marked so yet, and have their notices follow."""
    withdrawn_at = Activity.withdrawn_at
    wanted = of_these & (withdrawn_at.is_(None) if is_withdrawn else withdrawn_at.is_not(None))
    ids = session.scalars(
        sa.select(Activity.id).where(wanted).order_by(Activity.id).with_for_update()
    ).all()
    now = clock.now()
    session.execute(
        sa.update(Activity)
        .where(wanted)
        .values(
            withdrawn_at=now if is_withdrawn else None,
            changed_at=now,
            fanned_out_at=None,
            attempts=0,
            next_try_at=None,
        ),
        execution_options={"synchronize_session": False},
    )
    if len(ids) > _MOST_AT_ONCE:
        enqueue("notices.follow")
    for activity_id in ids[:_MOST_AT_ONCE]:
        enqueue("notices.fan_out", activity_id)
