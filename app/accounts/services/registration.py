"""Opening accounts: one's own, or many at once for imports and the demonstration."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.events import AccountOpened
from app.accounts.limits import PASSWORDS_JUDGED, SIGN_INS_PER_ACCOUNT, SIGN_UPS_PER_ADDRESS
from app.accounts.models import Account, RetiredHandle
from app.accounts.names.emails import email_typed, tidy_email
from app.accounts.names.handles import handle_from, is_reserved, tidy_display_name, tidy_handle
from app.accounts.profiles.fields import PROFILE_FIELDS
from app.accounts.secrets.passwords import hash_password, is_password
from app.accounts.secrets.tokens import hash_of
from app.accounts.services.account_rows import lock_account, start_session
from app.accounts.services.addresses import post_confirmation
from app.accounts.services.passwords import tidy_password
from app.accounts.shapes import Newcomer, NewMember, ProfileEdit, SignInDevice, StartedSession
from app.core import clock, limits
from app.core.db import db
from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.transaction import atomic, emit

_HANDLES_AT_ONCE = 100


def open_account(newcomer: Newcomer, device: SignInDevice) -> StartedSession:
    """Open an account, sign its browser in and send the letter that confirms the address.

    Whether the address has an account already cannot be told from the answer, nor from how long
    it takes. Whoever knows its password too is signed in there. Somebody else gets an account
    that only claims the address, and its owner is written to.

    Emits:
        AccountOpened: unless somebody who has an account came back to it.

    Raises:
        FormRefused: a name, the address or the password cannot be taken; `field` says which.
        TooOften: too many accounts were opened from here, or with this address.
    """
    name = tidy_display_name(newcomer.display_name)
    handle = tidy_handle(newcomer.handle) if newcomer.handle.strip() else ""
    email = tidy_email(newcomer.email)
    network = limits.network_of(device.address)
    limits.check_rate(PASSWORDS_JUDGED, "judge", network)
    tidy_password(newcomer.password, known=(name, handle, email))
    limits.check_rate(SIGN_UPS_PER_ADDRESS, "sign-up", network)
    limits.check_rate(
        SIGN_INS_PER_ACCOUNT, "sign-in", email
    )  # its password may be guessed here too
    owner = _owner(email, newcomer.password)
    password_hash = hash_password(newcomer.password)
    now = clock.now()
    with atomic() as session:
        if owner is not None and owner.is_known:
            return start_session(session, lock_account(session, owner.id).id, device)
        _refuse_taken_handle(session, handle)
        account = Account(
            handle=handle or _free_handle(session, name),
            display_name=name,
            email=None if owner else email,
            claimed_email=email if owner else None,
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


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose address it is that somebody signs up with."""

    id: int
    is_known: bool
    """They typed the password too."""


def _owner(email: str, password: str) -> _Owner | None:
    """Return whose address it is; it takes as long when it is nobody's."""
    row = db.session.execute(
        sa.select(Account.id, Account.password_hash).where(Account.email == email)
    ).one_or_none()
    is_known = is_password(password, row.password_hash if row else None)
    return _Owner(row.id, is_known) if row else None


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
    _refuse_taken_handle(session, handle)
    if email:
        _refuse_taken_email(session, email)
    account = Account(
        handle=handle or _free_handle(session, name),
        display_name=name,
        email=email,
        email_confirmed_at=created_at if email else None,
        password_hash=password_hash,
        created_at=created_at,
        rights=[right.value for right in member.rights],
        audiences={name: audience.value for name, audience in told.audiences.items()},
        **{field.name: told.told.get(field.name, "") for field in PROFILE_FIELDS},
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
        _refuse_taken_handle(session, account.handle)
        raise FormRefused(_("Somebody was quicker: send the form again.")) from error


def _refuse_taken_email(session: Session, email: str) -> None:
    """Refuse the address of another account; for the team only, others must not learn of it."""
    if session.scalar(sa.select(Account.id).where(Account.email == email)) is not None:
        sentence = _("This address already has an account: sign in, or ask for a new password.")
        raise FormRefused(sentence, field="email")


def _refuse_taken_handle(session: Session, handle: str) -> None:
    """Refuse a handle that somebody has, or had."""
    if handle and handle in _taken(session, [handle]):
        raise FormRefused(_("This handle is taken: choose another."), field="handle")


def _free_handle(session: Session, name: str) -> str:
    """Return a handle made of the name that nobody has, or had."""
    candidates = _numbered(handle_from(name))
    while True:
        some = list(islice(candidates, _HANDLES_AT_ONCE))
        taken = _taken(session, some)
        free = next((handle for handle in some if handle not in taken), None)
        if free is not None:
            return free


def _taken(session: Session, handles: Sequence[str]) -> frozenset[str]:
    """Return those of the handles that an account has, or a closed one had."""
    hashes = {hash_of(handle): handle for handle in handles}
    retired = sa.select(RetiredHandle.handle_hash).where(RetiredHandle.handle_hash.in_(hashes))
    theirs = sa.select(Account.handle).where(Account.handle.in_(handles))
    return frozenset({*session.scalars(theirs), *(hashes[one] for one in session.scalars(retired))})


def _numbered(base: str) -> Iterator[str]:
    """Yield the handle, then the handle with numbers, leaving out what belongs to the site."""
    if not is_reserved(base):
        yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
