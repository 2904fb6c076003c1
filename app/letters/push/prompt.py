"""The one question: whether somebody wants to be told on this device. Asked once, and late.

Nobody is asked before they know what for: the first answer to a question of theirs was told to
them, and they have read it. Whatever they say, they are not asked again.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.events import AccountClosed, PersonSuspended
from app.core.registry import provided_by_kind
from app.core.transaction import atomic
from app.letters.push import devices, queue
from app.letters.push.client import push_client
from app.letters.push.models import PushPrompt
from app.letters.push.shapes import PromptAfter
from app.notices.events import Noticed, NoticesRead
from app.notices.shapes import Delivery

OFFER = sa.select(PushPrompt.account_id, sa.literal(1).label("push_offer")).where(
    PushPrompt.is_open
)
"""Who is being asked at present."""


def notice(event: Noticed) -> None:
    """Let notices wait to be pushed, and remember the first answer somebody is told of."""
    if push_client() is None:
        return
    queue.wait(event.deliveries)
    kinds = provided_by_kind(PromptAfter)
    first = {one.account_id: one for one in event.deliveries if one.kind in kinds}
    if first:
        with atomic() as session:
            _remember(session, first)


def read(event: NoticesRead) -> None:
    """Ask somebody who has read the first answer to a question of theirs."""
    if push_client() is None:
        return
    is_read = sa.or_(PushPrompt.bundle.in_(event.bundles), PushPrompt.bundle <= event.upto)
    with atomic() as session:
        session.execute(
            sa.update(PushPrompt)
            .where(PushPrompt.account_id == event.inbox.account_id, PushPrompt.bundle > 0, is_read)
            .values(is_open=True, bundle=0),
            execution_options={"synchronize_session": False},
        )


def forget(event: AccountClosed | PersonSuspended) -> None:
    """Tell somebody nothing any more, on any device."""
    devices.forget_devices(event.account_id)


def _remember(session: Session, first: dict[int, Delivery]) -> None:
    """Note which answer each of these has to read, unless it was noted before."""
    known = set(
        session.scalars(sa.select(PushPrompt.account_id).where(PushPrompt.account_id.in_(first)))
    )
    for account_id in first.keys() - known:
        session.add(
            PushPrompt(account_id=account_id, bundle=first[account_id].bundle, is_open=False)
        )
