"""Tables of what happened, who was told, and how each person wants it."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.audiences import Audience, AudienceText
from app.core.db import (
    AccountId,
    AccountIdOrNone,
    AccountPrimaryKey,
    Base,
    BigId,
    Id,
    Moment,
    partial_index,
)
from app.core.subjects import KIND_LENGTH

RULE_LENGTH = 20
LEVEL_LENGTH = 20


class Activity(Base):
    """One thing that happened and that somebody may be told of: the durable memory of it."""

    __tablename__ = "activity"
    __table_args__ = (
        sa.Index("ix_activity_subject", "subject_kind", "subject_id"),
        sa.Index("ix_activity_container", "container_kind", "container_id"),
        sa.Index("ix_activity_audience", "audience", "id"),
        sa.Index("ix_activity_actor", "actor_id", "id"),
        partial_index("ix_activity_waiting", "changed_at", where="fanned_out_at IS NULL"),
    )

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(sa.String(KIND_LENGTH))
    subject_kind: Mapped[str] = mapped_column(sa.String(KIND_LENGTH))
    subject_id: Mapped[int]
    container_kind: Mapped[str | None] = mapped_column(sa.String(KIND_LENGTH))
    container_id: Mapped[int | None]
    audience: Mapped[Audience | None] = mapped_column(AudienceText())
    """Among whom it happened, who hear of it as they chose; `None`: only whom it concerns."""
    actor_id: Mapped[AccountIdOrNone]
    """Who caused it; `None` for the site itself and for people who are gone."""
    once_key: Mapped[str | None] = mapped_column(sa.String(120), unique=True)
    """What is told once only, however often it happens: a like given, taken back, given again."""
    created_at: Mapped[Moment] = mapped_column(index=True)
    changed_at: Mapped[Moment]
    """When it was created, withdrawn or restored: from then on it waits to be fanned out."""
    withdrawn_at: Mapped[Moment | None]
    """Its subject is hidden or gone: nobody is told any more."""
    fanned_out_at: Mapped[Moment | None]
    """When the notices last agreed with it; `None`: a job or the sweep has to see to it."""
    attempts: Mapped[int] = mapped_column(default=0)
    """How often the sweep had it seen to since it changed."""
    next_try_at: Mapped[Moment | None]
    """The sweep leaves it alone until then; `None` before its first attempt."""


class DirectRecipient(Base):
    """Somebody whom an activity is about: they asked, were replied to, or were named."""

    __tablename__ = "activity_concerns"

    activity_id: Mapped[int] = mapped_column(
        BigId,
        sa.ForeignKey("activity.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    account_id: Mapped[AccountPrimaryKey] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(sa.String(KIND_LENGTH))
    """What it is for this person: an answer to the asker, a mention to somebody named."""


class Notice(Base):
    """Somebody is told of one activity. Unread ones of a kind that makes bundles are one line."""

    __tablename__ = "notices"
    __table_args__ = (
        sa.UniqueConstraint("account_id", "activity_id"),
        sa.UniqueConstraint("account_id", "seq"),
        sa.Index("ix_notices_pile", "account_id", "bundle", "seq"),
        partial_index(
            "ix_notices_unread",
            "account_id",
            "seq",
            where="read_at IS NULL AND withdrawn_at IS NULL",
        ),
    )

    id: Mapped[Id]
    account_id: Mapped[AccountId]
    seq: Mapped[int]
    """Its place in this person's sequence, which has no gaps when it is written."""
    activity_id: Mapped[int] = mapped_column(
        sa.ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(sa.String(KIND_LENGTH))
    """What it is for this person; the kind of the activity where it concerns them no more."""
    rule: Mapped[str] = mapped_column(sa.String(RULE_LENGTH))
    """The rule that fired (`shapes.Rule`): the answer to "why?"."""
    bundle: Mapped[int] = mapped_column("pile", key="bundle")
    """The number of the first notice of its bundle: similar ones join it until it is read."""
    people: Mapped[int] = mapped_column(default=1)
    """How many people its bundle names, once this one lies on it."""
    before_id: Mapped[int | None]
    """Whom the bundle named last before the actor of this one."""
    created_at: Mapped[Moment]
    read_at: Mapped[Moment | None]
    withdrawn_at: Mapped[Moment | None]


class Inbox(Base):
    """What has to be counted for one person. Its row lock is taken before any change to it."""

    __tablename__ = "notice_boxes"

    account_id: Mapped[AccountPrimaryKey]
    last_seq: Mapped[int] = mapped_column(default=0)
    unread_count: Mapped[int] = mapped_column(default=0)
    """Bundles with a notice neither read nor withdrawn; `flask notices recount` counts anew."""
    drawer_seen_id: Mapped[int] = mapped_column(BigId, default=0)
    """The newest activity when the drawer was last looked into."""
    version: Mapped[int] = mapped_column(default=0)
    """Grows with every change, so that late messages show no older count."""


class NoticeSettings(Base):
    """How one person wants to be told; without a row, as everybody at first."""

    __tablename__ = "notice_settings"

    account_id: Mapped[AccountPrimaryKey]
    level: Mapped[str] = mapped_column(sa.String(LEVEL_LENGTH), index=True)
    off_kinds: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    """Kinds that this person never wants to hear of."""
    thinned_kinds: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    """Kinds of which this person wants to hear the first, then the fifth, the 25th …"""
