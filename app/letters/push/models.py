"""Tables of devices that may be told, of notices that wait for it, and of who was asked."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import AccountId, AccountPrimaryKey, Base, BigId, Id, Moment
from app.letters.push.limits import ENDPOINT_LENGTH, KEY_LENGTH


class PushDevice(Base):
    """A browser that is signed in and wants to be told. It goes with its session."""

    __tablename__ = "push_devices"

    id: Mapped[Id]
    account_id: Mapped[AccountId] = mapped_column(index=True)
    session_id: Mapped[int] = mapped_column(
        sa.ForeignKey("sessions.id", ondelete="CASCADE"), unique=True
    )
    endpoint: Mapped[str] = mapped_column(sa.String(ENDPOINT_LENGTH))
    """Address at the push service of the browser's maker; whoever knows it can reach the device."""
    endpoint_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    """SHA-256 of it: the device belongs to whoever was the last to ask for it."""
    p256dh: Mapped[str] = mapped_column(sa.String(KEY_LENGTH))
    """Public key of the browser, for which every push is encrypted."""
    auth: Mapped[str] = mapped_column(sa.String(KEY_LENGTH))
    """What only the browser and this site know."""
    language: Mapped[str] = mapped_column(sa.String(5))
    """Spoken when its person asked for it; for those who have chosen none."""
    created_at: Mapped[Moment]
    failures: Mapped[int] = mapped_column(sa.SmallInteger, default=0)
    """Attempts in a row that its service did not take."""
    rest_until: Mapped[Moment | None]
    """Its service is not asked before."""


class WaitingPush(Base):
    """A notice to be pushed. While the row is there, no letter is written about it."""

    __tablename__ = "waiting_pushes"

    account_id: Mapped[AccountPrimaryKey]
    seq: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    """Its number in the person's sequence."""
    bundle: Mapped[int] = mapped_column("pile", BigId, key="bundle")
    """The line of notices it lies on: one push for each."""
    due_at: Mapped[Moment] = mapped_column(index=True)
    until_at: Mapped[Moment]
    """Then it is tried no more, and left to the letter."""
    claim: Mapped[str | None] = mapped_column(sa.String(16))
    """Of the worker that is pushing it."""
    claimed_at: Mapped[Moment | None]


class PushPrompt(Base):
    """Somebody who was asked, once, whether they want to be told on a device."""

    __tablename__ = "push_offers"

    account_id: Mapped[AccountPrimaryKey]
    bundle: Mapped[int] = mapped_column("pile", BigId, key="bundle")
    """Their first answer: they are asked once they have read it."""
    is_open: Mapped[bool]
    """It has been read, and they have not answered yet."""
