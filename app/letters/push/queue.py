"""The notices that wait to be pushed, and who may push them. Nothing here talks to the network.

While a notice waits here no letter is written about it. It leaves by one road: taken by a push
service, its waiting for a letter goes in the same transaction; not taken, it is left to the letter.
"""

import secrets
from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.core.jobs import enqueue_in
from app.core.transaction import atomic
from app.letters.models import WaitingNotice
from app.letters.push.limits import LEASE, LOOK_AGAIN, SOON, TRIED_FOR
from app.letters.push.models import PushDevice, WaitingPush
from app.letters.push.shapes import Batch
from app.notices.shapes import Delivery

AT_ONCE = 500
_AS_IS = {"synchronize_session": False}


def wait(deliveries: Collection[Delivery]) -> None:
    """Let notices wait for those who have a device; inside the transaction that writes them."""
    with atomic() as session:
        told = set(
            session.scalars(
                sa.select(PushDevice.account_id).where(
                    PushDevice.account_id.in_({one.account_id for one in deliveries})
                )
            )
        )
        now = clock.now()
        rows = [
            {
                "account_id": one.account_id,
                "seq": one.seq,
                "bundle": one.bundle,
                "due_at": now + SOON,
                "until_at": now + TRIED_FOR,
            }
            for one in deliveries
            if one.account_id in told
        ]
        if rows:
            session.execute(sa.insert(WaitingPush), rows)
            enqueue_in(SOON.total_seconds() + 1, "letters.push_sweep")


def people_due(now: datetime) -> list[int]:
    """Return for whom a push is due, those who have waited longest first; some hundreds."""
    return list(
        db.session.scalars(
            sa.select(WaitingPush.account_id)
            .where(WaitingPush.due_at <= now, _is_free(now))
            .group_by(WaitingPush.account_id)
            .order_by(sa.func.min(WaitingPush.due_at))
            .limit(AT_ONCE)
        )
    )


def is_pushed() -> sa.ColumnElement[bool]:
    """Return the condition that a notice that waits for a letter may still leave as a push."""
    return (
        sa.select(sa.literal(1))
        .where(
            WaitingPush.account_id == WaitingNotice.account_id,
            WaitingPush.seq == WaitingNotice.seq,
        )
        .exists()
    )


def claim(account_id: int, now: datetime) -> Batch | None:
    """Take what is due for somebody, so that no other worker does; `None` when nothing is."""
    word = secrets.token_hex(8)
    with atomic() as session:
        rows = session.execute(
            sa.update(WaitingPush)
            .where(WaitingPush.account_id == account_id, WaitingPush.due_at <= now, _is_free(now))
            .values(claim=word, claimed_at=now)
            .returning(WaitingPush.seq, WaitingPush.bundle),
            execution_options=_AS_IS,
        ).all()
    if not rows:
        return None
    return Batch(account_id=account_id, claim=word, bundle_of={row.seq: row.bundle for row in rows})


def is_still_ours(batch: Batch) -> bool:
    """Tell whether no other worker has taken it meanwhile, and keep it for a while longer."""
    with atomic() as session:
        kept = session.execute(
            sa.update(WaitingPush)
            .where(_of(batch))
            .values(claimed_at=clock.now())
            .returning(WaitingPush.seq),
            execution_options=_AS_IS,
        ).all()
    return bool(kept)


def settle(batch: Batch, bundles: Collection[int]) -> None:
    """Note that a push service has these: they need no letter any more."""
    seqs = _seqs(batch, bundles)
    with atomic() as session:
        gone = session.scalars(
            sa.delete(WaitingPush)
            .where(_of(batch), WaitingPush.seq.in_(seqs))
            .returning(WaitingPush.seq),
            execution_options=_AS_IS,
        ).all()
        session.execute(
            sa.delete(WaitingNotice).where(
                WaitingNotice.account_id == batch.account_id, WaitingNotice.seq.in_(gone)
            ),
            execution_options=_AS_IS,
        )


def drop(batch: Batch, bundles: Collection[int]) -> None:
    """Push these no more. A letter that waits for them asks for itself whether to be written."""
    with atomic() as session:
        session.execute(
            sa.delete(WaitingPush).where(_of(batch), WaitingPush.seq.in_(_seqs(batch, bundles))),
            execution_options=_AS_IS,
        )


def release_lost(now: datetime) -> None:
    """Leave to the letter what workers were lost with until its time was over."""
    is_lost = sa.and_(_is_lost(now), WaitingPush.until_at <= now)
    if db.session.scalar(sa.select(WaitingPush.seq).where(is_lost).limit(1)) is not None:
        with atomic() as session:
            session.execute(sa.delete(WaitingPush).where(is_lost), execution_options=_AS_IS)


def take_over() -> None:
    """Give back what workers were lost with, for another go: this process is alone, and begins."""
    with atomic() as session:
        session.execute(
            sa.update(WaitingPush)
            .where(WaitingPush.claim.is_not(None))
            .values(claim=None, claimed_at=None, until_at=clock.now() + TRIED_FOR),
            execution_options=_AS_IS,
        )


def try_again(batch: Batch, bundles: Collection[int], at: datetime) -> None:
    """Give back what nobody took, for later; or for the letter, when its time is over."""
    with atomic() as session:
        mine = sa.and_(_of(batch), WaitingPush.seq.in_(_seqs(batch, bundles)))
        session.execute(
            sa.delete(WaitingPush).where(mine, WaitingPush.until_at <= at),
            execution_options=_AS_IS,
        )
        session.execute(
            sa.update(WaitingPush).where(mine).values(due_at=at, claim=None, claimed_at=None),
            execution_options=_AS_IS,
        )


def put_off(account_id: int, now: datetime, until: datetime) -> None:
    """Let what is due wait until the quiet hours end, and be tried from then on."""
    with atomic() as session:
        session.execute(
            sa.update(WaitingPush)
            .where(WaitingPush.account_id == account_id, WaitingPush.due_at <= now, _is_free(now))
            .values(due_at=until, until_at=until + TRIED_FOR),
            execution_options=_AS_IS,
        )


def look_again(account_id: int, now: datetime) -> None:
    """Let what is due wait a little: its reader is here, and may read it or go."""
    due = sa.and_(WaitingPush.account_id == account_id, WaitingPush.due_at <= now, _is_free(now))
    later = now + LOOK_AGAIN
    with atomic() as session:
        session.execute(
            sa.delete(WaitingPush).where(due, WaitingPush.until_at <= later),
            execution_options=_AS_IS,
        )
        session.execute(
            sa.update(WaitingPush).where(due).values(due_at=later), execution_options=_AS_IS
        )


def leave_to_letter(account_id: int) -> None:
    """Let nothing wait for a push any more: there is no device left."""
    with atomic() as session:
        session.execute(
            sa.delete(WaitingPush).where(WaitingPush.account_id == account_id),
            execution_options=_AS_IS,
        )


def _is_free(now: datetime) -> sa.ColumnElement[bool]:
    """Return the condition that nobody has it, or that whoever had it is gone."""
    return sa.or_(WaitingPush.claimed_at.is_(None), _is_lost(now))


def _is_lost(now: datetime) -> sa.ColumnElement[bool]:
    """Return the condition that whoever had it has not said for too long that they are at it."""
    return clock.is_over(WaitingPush.claimed_at, now - LEASE, ahead=LEASE)


def _of(batch: Batch) -> sa.ColumnElement[bool]:
    """Return the condition that a row is this worker's."""
    return sa.and_(WaitingPush.account_id == batch.account_id, WaitingPush.claim == batch.claim)


def _seqs(batch: Batch, bundles: Collection[int]) -> list[int]:
    """Return the numbers that lie on some bundles."""
    return [seq for seq, bundle in batch.bundle_of.items() if bundle in bundles]
