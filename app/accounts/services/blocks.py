"""Blocks: mutual silence between two people, asked for by one of them."""

from app.accounts import policy
from app.accounts.events import PersonBlocked, PersonUnblocked
from app.accounts.limits import BLOCKS_PER_ACCOUNT
from app.accounts.models import Block
from app.accounts.names.handles import is_handle
from app.accounts.queries import by_handle
from app.core import clock, limits
from app.core.db import add_new, remove_all
from app.core.errors import NotFound, require
from app.core.i18n import _
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer


def block(viewer: Viewer, handle: str) -> None:
    """Stop hearing somebody, and being heard. Again changes nothing; nobody is told.

    Emits:
        PersonBlocked: when it is new.

    Raises:
        SignInNeeded: the viewer is a guest.
        NotFound: there is nobody of that handle.
        Forbidden: it is oneself.
        TooOften: too many in an hour.
    """
    account_id, blocked_id = viewer.known_id, _person(handle)
    require(policy.may_block(viewer, blocked_id), _("You cannot block yourself."))
    limits.check_rate(BLOCKS_PER_ACCOUNT, "block", account_id)
    with atomic() as session:
        row = Block(account_id=account_id, blocked_id=blocked_id, created_at=clock.now())
        if add_new(session, row):
            emit(PersonBlocked(account_id=account_id, blocked_id=blocked_id))


def unblock(viewer: Viewer, handle: str) -> None:
    """Hear somebody again. Nothing when there is no block.

    Emits:
        PersonUnblocked: when there was one.

    Raises:
        SignInNeeded: the viewer is a guest.
        NotFound: there is nobody of that handle.
    """
    account_id, blocked_id = viewer.known_id, _person(handle)
    with atomic() as session:
        is_it = (Block.account_id == account_id, Block.blocked_id == blocked_id)
        if remove_all(session, Block, *is_it):
            emit(PersonUnblocked(account_id=account_id, unblocked_id=blocked_id))


def _person(handle: str) -> int:
    """Return the open account of a handle.

    Raises:
        NotFound: there is none.
    """
    account_id = by_handle([handle]).get(handle.lower()) if is_handle(handle) else None
    if account_id is None:
        raise NotFound
    return account_id
