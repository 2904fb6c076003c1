"""Tables of what each person chose for letters, and of the notices that wait for one."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import AccountPrimaryKey, Base, BigId, Moment


class LetterChoices(Base):
    """How one person wants letters about notices; without a row, as everybody at first."""

    __tablename__ = "letter_choices"

    account_id: Mapped[AccountPrimaryKey]
    is_off: Mapped[bool] = mapped_column(default=False)
    """They want none, whatever they agreed to when they signed up."""
    quiet_from: Mapped[int] = mapped_column(sa.SmallInteger)
    """Hour of their day from which they are left alone; the same as `quiet_until`: never."""
    quiet_until: Mapped[int] = mapped_column(sa.SmallInteger)
    time_zone: Mapped[str] = mapped_column(sa.String(40))
    """IANA name."""
    day_began_at: Mapped[Moment | None]
    """When the first letter of the last twenty-four hours that count was written."""
    day_count: Mapped[int] = mapped_column(sa.SmallInteger, default=0)
    """Letters since then."""


class WaitingNotice(Base):
    """A notice that its reader has a letter about, unless they read it before."""

    __tablename__ = "waiting_notices"

    account_id: Mapped[AccountPrimaryKey]
    seq: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    """Its number in the person's sequence."""
    due_at: Mapped[Moment] = mapped_column(index=True)


class WeeklySchedule(Base):
    """When the weekly letter comes to one person next, and whether they still look at it."""

    __tablename__ = "weekly_turns"

    account_id: Mapped[AccountPrimaryKey]
    due_at: Mapped[Moment | None] = mapped_column(index=True)
    """`None`: it comes no more, for they stopped it or it stopped itself."""
    sent_at: Mapped[Moment | None]
    """When the last one was written."""
    unseen_count: Mapped[int] = mapped_column(sa.SmallInteger, default=0)
    """Letters in a row since which they have not been on the site."""
    rested_at: Mapped[Moment | None]
    """When it stopped itself."""
