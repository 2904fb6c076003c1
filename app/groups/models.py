"""Tables of groups, their members, requests to join and removals."""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import AccountId, AccountIdOrNone, Base, Id, Moment, partial_index
from app.groups.enums import AskState, Joining, Role, Visibility
from app.groups.limits import (
    LEVEL_LENGTH,
    MESSAGE_LENGTH,
    NAME_LENGTH,
    PICTURE_LENGTH,
    PURPOSE_LENGTH,
    SENTENCE_LENGTH,
    SLUG_LENGTH,
)


def _word(kind: type[StrEnum]) -> sa.Enum:
    """Return a column type that keeps the word itself and gives the term back."""
    return sa.Enum(
        kind,
        native_enum=False,
        length=12,
        validate_strings=True,
        values_callable=lambda terms: [term.value for term in terms],
    )


class Group(Base):
    """People who talk about one thing, in one place."""

    __tablename__ = "groups"

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(sa.String(SLUG_LENGTH), unique=True)
    """Its address, for good: a new name does not change it."""
    name: Mapped[str] = mapped_column(sa.String(NAME_LENGTH))
    purpose: Mapped[str] = mapped_column(sa.String(PURPOSE_LENGTH), default="")
    rules: Mapped[str] = mapped_column(sa.Text, default="")
    """Markdown, as it was typed."""
    rules_html: Mapped[str] = mapped_column(sa.Text, default="")
    """The rules as `app.text` rendered them."""
    rules_version: Mapped[int] = mapped_column(default=0)
    """The renderer that made this HTML; 0 where the rules are shown as typed for now."""
    visibility: Mapped[Visibility] = mapped_column(_word(Visibility), default=Visibility.PUBLIC)
    joining: Mapped[Joining] = mapped_column(_word(Joining), default=Joining.OPEN)
    picture: Mapped[str | None] = mapped_column(sa.String(PICTURE_LENGTH))
    """Token of the picture in `media`."""
    created_at: Mapped[Moment]
    created_by: Mapped[AccountIdOrNone]
    archived_at: Mapped[Moment | None]
    """Since when it can only be read."""
    member_count: Mapped[int] = mapped_column(default=0)
    """Counted by services; `flask groups recount` rebuilds it."""


class Membership(Base):
    """One person belongs to one group. No row means not a member; nothing in between."""

    __tablename__ = "memberships"
    __table_args__ = (
        sa.UniqueConstraint("group_id", "account_id"),
        sa.Index(None, "account_id", "group_id"),
        sa.Index(None, "group_id", "role", "id"),
        partial_index(
            "ix_memberships_level", "group_id", "notice_level", where="notice_level IS NOT NULL"
        ),
    )

    id: Mapped[Id]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"))
    account_id: Mapped[AccountId]
    role: Mapped[Role] = mapped_column(_word(Role), default=Role.MEMBER)
    notice_level: Mapped[str | None] = mapped_column(sa.String(LEVEL_LENGTH))
    """A level of `notices` for this group; `None`: the member's own default."""
    joined_at: Mapped[Moment]
    rules_accepted_at: Mapped[Moment | None]


class JoinRequest(Base):
    """Somebody asked to join. Decided ones are kept: they say who decided, and when."""

    __tablename__ = "join_requests"
    __table_args__ = (
        partial_index(
            "uq_join_requests_waiting",
            "group_id",
            "account_id",
            where="state = 'waiting'",
            unique=True,
        ),
    )

    id: Mapped[Id]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"))
    account_id: Mapped[AccountId] = mapped_column(index=True)
    message: Mapped[str] = mapped_column(sa.String(MESSAGE_LENGTH), default="")
    state: Mapped[AskState] = mapped_column(_word(AskState), default=AskState.WAITING)
    asked_at: Mapped[Moment]
    decided_at: Mapped[Moment | None]
    decided_by: Mapped[AccountIdOrNone]
    sentence: Mapped[str] = mapped_column(sa.String(SENTENCE_LENGTH), default="")
    """What was said with the decision."""


class GroupRemoval(Base):
    """Somebody was sent away from a group; while a ban lasts they cannot come back."""

    __tablename__ = "group_removals"
    __table_args__ = (sa.UniqueConstraint("group_id", "account_id"),)

    id: Mapped[Id]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"))
    account_id: Mapped[AccountId] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(sa.String(SENTENCE_LENGTH), default="")
    is_ban: Mapped[bool]
    until: Mapped[Moment | None]
    """When a ban ends; `None`: never by itself."""
    created_at: Mapped[Moment]
    decided_by: Mapped[AccountIdOrNone]
