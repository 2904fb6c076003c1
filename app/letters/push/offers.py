"""The one question: whether somebody wants to be told on this device. Asked once, and late.

Nobody is asked before they know what for: the first answer to a question of theirs was told to
them, and they have read it. Whatever they say, they are not asked again.
"""

from collections.abc import Callable

import sqlalchemy as sa
from flask import Flask, current_app
from sqlalchemy.orm import Session

from app.accounts.events import AccountClosed, PersonSuspended
from app.core.transaction import atomic
from app.letters.push import devices, waiting
from app.letters.push.models import PushOffer
from app.letters.push.office import push_office
from app.notices.events import Noticed, NoticesRead
from app.notices.shapes import Delivery

_KINDS = "entraide_push_offer_kinds"
OFFER = sa.select(PushOffer.account_id, sa.literal(1).label("push_offer")).where(PushOffer.is_open)
"""Who is being asked at present."""


def asks_after(*kinds: str) -> Callable[[Flask], None]:
    """Return what names the kinds of notice after which people are asked."""
    return lambda app: app.extensions.setdefault(_KINDS, set()).update(kinds)


def notice(event: Noticed) -> None:
    """Let notices wait to be pushed, and remember the first answer somebody is told of."""
    if push_office() is None:
        return
    waiting.wait(event.deliveries)
    kinds: set[str] = current_app.extensions.get(_KINDS, set())
    first = {one.account_id: one for one in event.deliveries if one.kind in kinds}
    if first:
        with atomic() as session:
            _remember(session, first)


def read(event: NoticesRead) -> None:
    """Ask somebody who has read the first answer to a question of theirs."""
    if push_office() is None:
        return
    is_read = sa.or_(PushOffer.pile.in_(event.piles), PushOffer.pile <= event.upto)
    with atomic() as session:
        session.execute(
            sa.update(PushOffer)
            .where(PushOffer.account_id == event.box.account_id, PushOffer.pile > 0, is_read)
            .values(is_open=True, pile=0),
            execution_options={"synchronize_session": False},
        )


def forget(event: AccountClosed | PersonSuspended) -> None:
    """Tell somebody nothing any more, on any device."""
    devices.forget_devices(event.account_id)


def _remember(session: Session, first: dict[int, Delivery]) -> None:
    """Note which answer each of these has to read, unless it was noted before."""
    known = set(
        session.scalars(sa.select(PushOffer.account_id).where(PushOffer.account_id.in_(first)))
    )
    for account_id in first.keys() - known:
        session.add(PushOffer(account_id=account_id, pile=first[account_id].pile, is_open=False))
