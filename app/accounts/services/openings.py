"""Opening accounts: one's own, or many at once for imports and the demonstration."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.emails import email_typed, tidy_email
from app.accounts.events import AccountOpened
from app.accounts.handles import handle_from, is_reserved, tidy_display_name, tidy_handle
from app.accounts.limits import SIGN_UPS_PER_ADDRESS
from app.accounts.models import Account
from app.accounts.passwords import hash_password
from app.accounts.rows import start_session
from app.accounts.services.addresses import post_confirmation
from app.accounts.services.passwords import tidy_password
from app.accounts.shapes import Device, Newcomer, NewMember, ProfileEdit, StartedSession
from app.core import clock, limits
from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.transaction import atomic, emit


def open_account(newcomer: Newcomer, device: Device) -> StartedSession:
    """Open an account, sign its browser in and send the letter that confirms the address.

    Emits:
        AccountOpened.

    Raises:
        FormRefused: a name, the address or the password cannot be taken; `field` says which.
        TooOften: too many accounts were opened from this address.
    """
    name = tidy_display_name(newcomer.display_name)
    handle = tidy_handle(newcomer.handle) if newcomer.handle.strip() else ""
    email = tidy_email(newcomer.email)
    tidy_password(newcomer.password, known=(name, handle, email))
    limits.hit(SIGN_UPS_PER_ADDRESS, "sign-up", limits.network_of(device.address))
    password_hash = hash_password(newcomer.password)
    now = clock.now()
    with atomic() as session:
        _refuse_taken(session, handle, email)
        account = Account(
            handle=handle or _free_handle(session, name),
            display_name=name,
            email=email,
            password_hash=password_hash,
            created_at=now,
            rules_accepted_at=now,
            letters_accepted_at=now if newcomer.accepts_letters else None,
            language=newcomer.language,
        )
        _insert(session, account)
        post_confirmation(session, account)
        emit(AccountOpened(account_id=account.id))
        return start_session(session, account.id, device)


def open_members(members: Sequence[NewMember]) -> tuple[int, ...]:
    """Open many accounts in one transaction, on the word of whoever brings them in.

    Names are tidied as at sign-up; passwords are taken as they are, addresses as proved, and
    nobody is written to.

    Returns:
        The ids of the accounts, in the order given.

    Emits:
        AccountOpened: for each.

    Raises:
        FormRefused: a name or an address cannot be taken; nobody is opened then.
    """
    hashes = [hash_password(member.password) if member.password else None for member in members]
    with atomic() as session:
        rows = [
            _brought_in(session, member, password_hash)
            for member, password_hash in zip(members, hashes, strict=True)
        ]
        for row, member in zip(rows, members, strict=True):
            emit(AccountOpened(account_id=row.id, is_present=member.is_present))
        return tuple(row.id for row in rows)


def open_member_without_password(
    *, display_name: str, handle: str = "", email: str | None = None
) -> int:
    """Open one account for somebody who will come in by recovery; return its id."""
    return open_members([NewMember(display_name=display_name, handle=handle, email=email)])[0]


def _brought_in(session: Session, member: NewMember, password_hash: str | None) -> Account:
    """Add the row of somebody brought in."""
    member = member if member.rights else _tidied(member)  # the team may be called as it likes
    name, handle = member.display_name, member.handle
    email = email_typed(member.email) if member.email else None
    created_at = member.created_at or clock.now()
    told = member.profile or ProfileEdit(display_name=name)
    _refuse_taken(session, handle, email)
    account = Account(
        handle=handle or _free_handle(session, name),
        display_name=name,
        email=email,
        email_confirmed_at=created_at if email else None,
        password_hash=password_hash,
        created_at=created_at,
        rights=[right.value for right in member.rights],
        sentence=told.sentence,
        department=told.department,
        associations=told.associations,
        can_help=told.can_help,
        seeks_help=told.seeks_help,
        audiences={name: audience.value for name, audience in told.audiences.items()},
    )
    _insert(session, account)
    return account


def _tidied(member: NewMember) -> NewMember:
    """Return the member with names and address as sign-up would take them."""
    return replace(
        member,
        display_name=tidy_display_name(member.display_name),
        handle=tidy_handle(member.handle) if member.handle else "",
        email=tidy_email(member.email) if member.email else None,
    )


def _insert(session: Session, account: Account) -> None:
    """Write the row.

    Raises:
        FormRefused: somebody took the handle or the address in this very moment.
    """
    try:
        with session.begin_nested():
            session.add(account)
    except IntegrityError as error:
        _refuse_taken(session, account.handle, account.email)
        raise FormRefused(_("Somebody was quicker: send the form again.")) from error


def _refuse_taken(session: Session, handle: str, email: str | None) -> None:
    """Refuse a handle or an address that is another account's."""
    if handle and _exists(session, Account.handle == handle):
        raise FormRefused(_("This handle is taken: choose another."), field="handle")
    if email and _exists(session, Account.email == email):
        sentence = _("This address already has an account: sign in, or ask for a new password.")
        raise FormRefused(sentence, field="email")


def _exists(session: Session, condition: sa.ColumnElement[bool]) -> bool:
    """Tell whether there is such an account, open or closed."""
    return session.scalar(sa.select(Account.id).where(condition)) is not None


def _free_handle(session: Session, name: str) -> str:
    """Return a handle made of the name that nobody has."""
    base = handle_from(name)
    taken = set(session.scalars(sa.select(Account.handle).where(Account.handle.startswith(base))))
    return next(handle for handle in _numbered(base) if handle not in taken)


def _numbered(base: str) -> Iterable[str]:
    """Yield the handle, then the handle with numbers, leaving out what belongs to the site."""
    if not is_reserved(base):
        yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
