"""Tables of people, their sessions, one-time links, retired handles and blocks."""

import sqlalchemy as sa
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.limits import (
    DEPARTMENT_LENGTH,
    DEVICE_LENGTH,
    DISPLAY_NAME_LENGTH,
    EMAIL_LENGTH,
    HANDLE_LENGTH,
    INTEREST_LENGTH,
    NAME_WORDS_LENGTH,
    REASON_LENGTH,
    SENTENCE_LENGTH,
)
from app.core.db import (
    AccountId,
    AccountIdOrNone,
    AccountPrimaryKey,
    Base,
    Id,
    Moment,
    partial_index,
)
from app.core.idempotency import MARK_LENGTH
from app.core.names import name_words


def _words_of_name(context: DefaultExecutionContext) -> str:
    """Return the words of the name that a new row is given."""
    given = context.get_current_parameters()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it so
    return name_words(given["display_name"])


class Account(Base):
    """A person. A closed account keeps its row, so that what it wrote keeps an author."""

    __tablename__ = "accounts"
    __table_args__ = (
        partial_index("ix_accounts_department", "department", "id", where="department <> ''"),
    )

    id: Mapped[Id]
    handle: Mapped[str] = mapped_column(sa.String(HANDLE_LENGTH), unique=True)
    """Lower-case ASCII, the person's address on the site."""
    display_name: Mapped[str] = mapped_column(sa.String(DISPLAY_NAME_LENGTH))
    name_words: Mapped[str] = mapped_column(sa.String(NAME_WORDS_LENGTH), default=_words_of_name)
    """The words of the name as people type them after an @ (`app.core.names.name_words`)."""
    email: Mapped[str | None] = mapped_column(sa.String(EMAIL_LENGTH), unique=True)
    """Lower-case; `None` for members that were imported and for closed accounts."""
    email_confirmed_at: Mapped[Moment | None]
    claimed_email: Mapped[str | None] = mapped_column(sa.String(EMAIL_LENGTH), index=True)
    """An address given at sign-up that is another account's: nothing is known of it here."""
    credentials_version: Mapped[int] = mapped_column(default=0, server_default="0")
    """Grows with each change of credentials; links asked for before open nothing any more."""
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    """Argon2id; `None` for members that were imported: they come in by recovery."""
    created_at: Mapped[Moment]
    rules_accepted_at: Mapped[Moment | None]
    letters_accepted_at: Mapped[Moment | None]
    language: Mapped[str | None] = mapped_column(sa.String(5))
    theme: Mapped[str | None] = mapped_column(sa.String(5))
    """"light" or "dark"; `None` follows the device."""
    is_discreet: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    """Nobody sees that they are here: neither that they read along nor that they write."""
    picture: Mapped[str | None] = mapped_column(sa.String(60))
    """Token of the photo in `media`."""
    sentence: Mapped[str] = mapped_column(sa.String(SENTENCE_LENGTH), default="")
    department: Mapped[str] = mapped_column(sa.String(DEPARTMENT_LENGTH), default="")
    associations: Mapped[str] = mapped_column(sa.String(INTEREST_LENGTH), default="")
    can_help: Mapped[str] = mapped_column(sa.String(INTEREST_LENGTH), default="")
    seeks_help: Mapped[str] = mapped_column(sa.String(INTEREST_LENGTH), default="")
    audiences: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    """Field name → "everyone", "members" or "friends"; absent means members."""
    rights: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    """Staff rights (`core.viewer.Right`)."""
    suspended_until: Mapped[Moment | None]
    closed_at: Mapped[Moment | None]


class SignInSession(Base):
    """One browser that is signed in."""

    __tablename__ = "sessions"

    id: Mapped[Id]
    account_id: Mapped[AccountId] = mapped_column(index=True)
    key_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    """SHA-256 of the key in the cookie: a stolen backup opens nothing."""
    created_at: Mapped[Moment]
    seen_at: Mapped[Moment]
    device: Mapped[str] = mapped_column(sa.String(DEVICE_LENGTH), default="")
    """Browser and system, as in "Firefox, Android"; nothing finer is kept."""
    address: Mapped[str] = mapped_column(sa.String(45), default="")
    """IP address at sign-in, kept 90 days."""


class OneTimeLink(Base):
    """A link sent by letter, good for one act and one time."""

    __tablename__ = "one_time_links"

    id: Mapped[Id]
    account_id: Mapped[AccountId] = mapped_column(index=True)
    purpose: Mapped[str] = mapped_column(sa.String(20))
    """`enums.LinkPurpose`."""
    key_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    email: Mapped[str] = mapped_column(sa.String(EMAIL_LENGTH))
    """The address it was sent to, which it proves."""
    credentials_version: Mapped[int] = mapped_column(default=0, server_default="0")
    """That of the account when the link was asked for."""
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]


class RetiredHandle(Base):
    """A handle that a closed account had. Nobody has it again: old words call by it."""

    __tablename__ = "retired_handles"

    id: Mapped[Id]
    handle_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    """SHA-256: the name of somebody who is gone is not kept."""


class Block(Base):
    """One person will not hear another; silence is mutual."""

    __tablename__ = "blocks"
    __table_args__ = (sa.UniqueConstraint("account_id", "blocked_id"),)

    id: Mapped[Id]
    account_id: Mapped[AccountId]
    blocked_id: Mapped[AccountId] = mapped_column(index=True)
    created_at: Mapped[Moment]


class Suspension(Base):
    """One decision that somebody may only read until a date. Never changed, only lifted."""

    __tablename__ = "suspensions"

    id: Mapped[Id]
    account_id: Mapped[AccountId] = mapped_column(index=True)
    decided_by_id: Mapped[AccountIdOrNone]
    reason: Mapped[str] = mapped_column(sa.String(REASON_LENGTH))
    created_at: Mapped[Moment]
    until: Mapped[Moment]
    lifted_at: Mapped[Moment | None]
    lifted_by_id: Mapped[AccountIdOrNone]


class Submission(Base):
    """What somebody made with a form: the same form sent again leads there."""

    __tablename__ = "submissions"

    account_id: Mapped[AccountPrimaryKey]
    key: Mapped[str] = mapped_column(sa.String(MARK_LENGTH), primary_key=True)
    made: Mapped[str] = mapped_column(sa.String(200))
    """The address of a group, the token of a picture: whoever made it knows what it is."""
    created_at: Mapped[Moment] = mapped_column(index=True)
