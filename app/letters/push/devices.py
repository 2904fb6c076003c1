"""The browsers that are told: how one becomes one, and ends being one."""

import hashlib

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock, limits
from app.core.db import db
from app.core.errors import FormRefused
from app.core.i18n import _, language
from app.core.shapes import shaped
from app.core.transaction import atomic
from app.core.viewer import Viewer
from app.letters.push.addresses import is_at, is_endpoint
from app.letters.push.client import push_client
from app.letters.push.keys import is_browser_key, is_browser_secret
from app.letters.push.limits import (
    CHANGES_PER_ACCOUNT,
    FIRST_REST,
    GIVEN_UP_AFTER,
    LONGEST_REST,
    MOST_DEVICES,
)
from app.letters.push.models import PushDevice, PushPrompt, WaitingPush
from app.letters.push.shapes import Device, Outcome, PushResult, PushSettings

_AS_IS = {"synchronize_session": False}


def tell_here(viewer: Viewer, *, endpoint: str, p256dh: str, auth: str) -> None:
    """Tell this browser from now on; again, or with another address, replaces what was known.

    Of too many devices, the one that asked first is told no more.

    Raises:
        SignInNeeded, Suspended: the viewer may not.
        FormRefused: no browser says such things, or this site cannot push, or not there.
        TooOften: it was turned on and off all the time.
    """
    account_id, session_id = viewer.writing_id, viewer.session_id
    is_told_so = is_endpoint(endpoint) and is_browser_key(p256dh) and is_browser_secret(auth)
    client = push_client()
    if client is None or session_id is None or not is_told_so:
        raise FormRefused(_("This browser cannot be told while the site is closed."))
    if not is_at(endpoint, client.hosts):
        raise FormRefused(_("This site does not know the push service of this browser."))
    limits.check_rate(CHANGES_PER_ACCOUNT, "push", account_id)
    known_as = hashlib.sha256(endpoint.encode()).hexdigest()
    same = sa.or_(PushDevice.session_id == session_id, PushDevice.endpoint_hash == known_as)
    with atomic() as session:
        session.execute(sa.delete(PushDevice).where(same))
        session.add(
            PushDevice(
                account_id=account_id,
                session_id=session_id,
                endpoint=endpoint,
                endpoint_hash=known_as,
                p256dh=p256dh,
                auth=auth,
                language=language(),
                created_at=clock.now(),
                failures=0,
            )
        )
        session.flush()  # the newest counts among the devices
        _keep_newest(session, account_id)
        _settle_offer(session, account_id)


def tell_here_no_more(viewer: Viewer) -> None:
    """Tell this browser nothing any more; nothing happens when it was not told.

    Raises:
        SignInNeeded: the viewer is a guest.
    """
    account_id = viewer.known_id
    mine = sa.and_(PushDevice.account_id == account_id, PushDevice.session_id == viewer.session_id)
    with atomic() as session:
        session.execute(sa.delete(PushDevice).where(mine))


def decline(viewer: Viewer) -> None:
    """Never ask this person again.

    Raises:
        SignInNeeded: the viewer is a guest.
    """
    account_id = viewer.known_id
    with atomic() as session:
        _settle_offer(session, account_id)


def forget_devices(account_id: int) -> None:
    """Tell somebody nothing any more on any device: they are suspended, or their account closed."""
    with atomic() as session:
        session.execute(sa.delete(PushDevice).where(PushDevice.account_id == account_id))
        session.execute(sa.delete(WaitingPush).where(WaitingPush.account_id == account_id))


def devices_of(account_id: int) -> tuple[Device, ...]:
    """Return the devices of somebody, the newest first."""
    rows = db.session.scalars(
        sa.select(PushDevice)
        .where(PushDevice.account_id == account_id)
        .order_by(PushDevice.id.desc())
    )
    return tuple(shaped(Device, row) for row in rows)


def push_settings(viewer: Viewer) -> PushSettings:
    """Return what the viewer finds about this browser."""
    client = push_client()
    if client is None:
        return PushSettings(public_key="", is_on=False, others=0)
    sessions = set(
        db.session.scalars(
            sa.select(PushDevice.session_id).where(PushDevice.account_id == viewer.known_id)
        )
    )
    return PushSettings(
        public_key=client.public_key,
        is_on=viewer.session_id in sessions,
        others=len(sessions - {viewer.session_id}),
    )


def note(device_id: int, result: PushResult) -> None:
    """Write down what became of a push, and let a service that takes nothing rest, ever longer."""
    it = sa.and_(PushDevice.id == device_id)
    with atomic() as session:
        if result.outcome is Outcome.TAKEN:
            had_failed = sa.and_(it, PushDevice.failures > 0)
            session.execute(
                sa.update(PushDevice).where(had_failed).values(failures=0, rest_until=None),
                execution_options=_AS_IS,
            )
            return
        row = session.get(PushDevice, device_id, with_for_update=True)
        if row is None:
            return
        row.failures += 1
        if result.outcome is Outcome.GONE or row.failures >= GIVEN_UP_AFTER:
            session.delete(row)
            return
        rest = max(FIRST_REST * 4 ** min(row.failures - 1, 8), result.rest)
        row.rest_until = clock.now() + min(rest, LONGEST_REST)


def _keep_newest(session: Session, account_id: int) -> None:
    """Tell the oldest devices no more when there are too many."""
    newest = (
        sa.select(PushDevice.id)
        .where(PushDevice.account_id == account_id)
        .order_by(PushDevice.id.desc())
        .limit(MOST_DEVICES)
    )
    kept = list(session.scalars(newest))
    session.execute(
        sa.delete(PushDevice).where(
            PushDevice.account_id == account_id, PushDevice.id.not_in(kept)
        ),
        execution_options=_AS_IS,
    )


def _settle_offer(session: Session, account_id: int) -> None:
    """Note that somebody has answered, whether they were asked or not."""
    row = session.get(PushPrompt, account_id)
    if row is None:
        session.add(PushPrompt(account_id=account_id, bundle=0, is_open=False))
    else:
        row.is_open = False
        row.bundle = 0
