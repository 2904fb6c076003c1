"""The outbox: every letter, from the moment it is written to a month after it was sent."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Id, Moment
from app.mail.enums import LetterState


class Letter(Base):
    """One letter, as it will arrive: nothing is looked up any more when it is sent."""

    __tablename__ = "letters"
    __table_args__ = (sa.Index("ix_letters_due", "state", "next_try_at"),)

    id: Mapped[Id]
    email: Mapped[str] = mapped_column(sa.String(254))
    name: Mapped[str] = mapped_column(sa.String(100))
    language: Mapped[str] = mapped_column(sa.String(5))
    letter: Mapped[str] = mapped_column(sa.String(60))
    """Name of its folder in `templates/mail`."""
    sort: Mapped[str] = mapped_column(sa.String(10))
    """What it is for (`shapes.Sort`)."""
    subject: Mapped[str] = mapped_column(sa.String(200))
    body_text: Mapped[str] = mapped_column(sa.Text)
    """Emptied once sent: letters hold keys."""
    body_html: Mapped[str] = mapped_column(sa.Text)
    """Emptied once sent, as the text."""
    unsubscribe_url: Mapped[str | None] = mapped_column(sa.String(500))
    message_id: Mapped[str] = mapped_column(sa.String(120), unique=True)
    """The same at every attempt, so that a mailbox recognises a letter that comes again."""
    state: Mapped[LetterState] = mapped_column(
        sa.Enum(LetterState, native_enum=False, length=10, values_callable=list)
    )
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[Moment]
    claimed_at: Mapped[Moment | None]
    handed_at: Mapped[Moment | None]
    """When the present attempt gave the server all of it: from then on it may have arrived."""
    unsure_count: Mapped[int] = mapped_column(default=0)
    """Attempts of which nobody knows whether the letter arrived."""
    last_error: Mapped[str] = mapped_column(sa.String(300), default="")
    created_at: Mapped[Moment]
    sent_at: Mapped[Moment | None]


class RefusedAddress(Base):
    """An address whose mail server says that the mailbox does not exist, or no more."""

    __tablename__ = "refused_addresses"

    email: Mapped[str] = mapped_column(sa.String(254), primary_key=True)
    reason: Mapped[str] = mapped_column(sa.String(300))
    """What the server said."""
    created_at: Mapped[Moment]
