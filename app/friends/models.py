"""Tables of friendships and of requests for them."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import AccountId, AccountPrimaryKey, Base, Id, Moment, partial_index
from app.friends.enums import RequestState
from app.friends.limits import MESSAGE_LENGTH


class Friendship(Base):
    """One person has another for a friend. Two rows for each pair, one for each of them."""

    __tablename__ = "friendships"
    __table_args__ = (
        partial_index(
            "ix_friendships_to_release", "account_id", "friend_id", where="released_at IS NULL"
        ),
    )

    account_id: Mapped[AccountPrimaryKey]
    """Who has a friend, and reads what comes from them."""
    friend_id: Mapped[AccountPrimaryKey] = mapped_column(index=True)
    since: Mapped[Moment]
    released_at: Mapped[Moment | None]
    """When the drawer of `account_id` gave out what came from `friend_id`; `None`: a job will."""


class FriendRequest(Base):
    """One person asked another, once or again: one row, whatever became of it."""

    __tablename__ = "friend_requests"
    __table_args__ = (
        sa.UniqueConstraint("asker_id", "asked_id"),
        sa.Index("ix_friend_requests_asked_id_state", "asked_id", "state"),
    )

    id: Mapped[Id]
    asker_id: Mapped[AccountId]
    asked_id: Mapped[AccountId]
    message: Mapped[str] = mapped_column(sa.String(MESSAGE_LENGTH), default="")
    """What was said with it; emptied once it is accepted or withdrawn."""
    state: Mapped[RequestState] = mapped_column(
        sa.Enum(
            RequestState,
            native_enum=False,
            length=12,
            validate_strings=True,
            values_callable=lambda terms: [term.value for term in terms],
        ),
        default=RequestState.WAITING,
    )
    asked_at: Mapped[Moment]
    """The last time: from then on the days are counted until one may ask again."""
    decided_at: Mapped[Moment | None]
