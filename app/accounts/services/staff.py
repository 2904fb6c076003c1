"""What the team may do to people: suspend, lift, grant rights."""

import logging
from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from app.accounts import policy
from app.accounts.events import PersonSuspended, RightsChanged, SuspensionLifted
from app.accounts.limits import REASON_LENGTH
from app.accounts.models import Suspension
from app.accounts.services.account_rows import lock_account
from app.accounts.services.one_time_links import revoke_pending
from app.core import clock
from app.core.errors import FormRefused, require
from app.core.i18n import _
from app.core.sentences import tidy_line
from app.core.transaction import atomic, emit
from app.core.viewer import Right, Viewer

_log = logging.getLogger(__name__)


def suspend(viewer: Viewer, account_id: int, until: datetime, reason: str) -> None:
    """Let somebody only read until a date; a later decision replaces the date.

    Emits:
        PersonSuspended.

    Raises:
        SignInNeeded, Suspended: the viewer may not write.
        NotFound: there is no such open account.
        Forbidden: the viewer may not, or it is oneself or a member of the team.
        FormRefused: the date is past, or there is no reason.
    """
    decided_by_id, now = viewer.writing_id, clock.now()
    reason = tidy_line(reason, field="reason", most=REASON_LENGTH)
    with atomic() as session:
        account = lock_account(session, account_id)
        is_allowed = policy.may_suspend(viewer, account_id, account.rights)
        require(is_allowed, _("You may not suspend this person."))
        if until <= now:
            raise FormRefused(_("Choose a date to come."), field="until")
        if not reason:
            raise FormRefused(_("Give the reason: the person will read it."), field="reason")
        session.add(
            Suspension(
                account_id=account_id,
                decided_by_id=decided_by_id,
                reason=reason,
                created_at=now,
                until=until,
            )
        )
        account.suspended_until = until
        revoke_pending(session, account)
        emit(PersonSuspended(account_id=account_id))


def lift_suspension(viewer: Viewer, account_id: int) -> None:
    """Let somebody write again at once; nothing when no suspension is running.

    Emits:
        SuspensionLifted: when one was.

    Raises:
        SignInNeeded, Suspended: the viewer may not write.
        NotFound: there is no such open account.
        Forbidden: the viewer may not.
    """
    lifted_by_id, now = viewer.writing_id, clock.now()
    with atomic() as session:
        account = lock_account(session, account_id)
        is_allowed = policy.may_suspend(viewer, account_id, account.rights)
        require(is_allowed, _("You may not suspend this person."))
        if account.suspended_until is None or account.suspended_until <= now:
            return
        account.suspended_until = None
        session.execute(
            sa.update(Suspension)
            .where(Suspension.account_id == account_id, Suspension.until > now)
            .where(Suspension.lifted_at.is_(None))
            .values(lifted_at=now, lifted_by_id=lifted_by_id)
        )
        emit(SuspensionLifted(account_id=account_id))


def grant_rights(viewer: Viewer, account_id: int, rights: Collection[Right]) -> None:
    """Give somebody exactly these staff rights; none takes all of them away.

    Emits:
        RightsChanged: when they are others than before.

    Raises:
        SignInNeeded, Suspended: the viewer may not write.
        NotFound: there is no such open account.
        Forbidden: the viewer is no administrator, or it is oneself.
    """
    granted_by_id = viewer.writing_id
    is_allowed = policy.may_grant_rights(viewer, account_id)
    require(is_allowed, _("Only another administrator may change these rights."))
    wanted = sorted(right.value for right in set(rights))
    with atomic() as session:
        account = lock_account(session, account_id)
        if sorted(account.rights) != wanted:
            account.rights = wanted
            emit(RightsChanged(account_id=account_id))
            _log.info("Account %d gave account %d %s.", granted_by_id, account_id, wanted)
