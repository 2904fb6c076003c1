"""Tables of what the forum adds to threads: tags, solutions and their checks, who was helped."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import AccountId, AccountIdOrNone, Base, Id, Moment, partial_index
from app.forum.limits import CHECK_REASON_LENGTH, TAG_KEY_LENGTH, TAG_LENGTH


class ForumThread(Base):
    """What the forum keeps of a thread of its own; one row for each question and discussion."""

    __tablename__ = "forum_threads"
    __table_args__ = (
        sa.Index("ix_forum_threads_solved", "solved_at", "thread_id"),
        partial_index(
            "ix_forum_threads_check_on", "check_on", "thread_id", where="check_on IS NOT NULL"
        ),
    )

    thread_id: Mapped[int] = mapped_column(
        sa.ForeignKey("threads.id", ondelete="CASCADE"), primary_key=True
    )
    tags: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    """The names of its tags once more, so that a list needs no second question."""
    solved_at: Mapped[Moment | None]
    """When the solution was chosen: the answer that the thread features."""
    check_on: Mapped[Moment | None]
    """When the solution should be looked at again, "à vérifier le …": a day of the site begins."""
    check_set_at: Mapped[Moment | None]
    """When that day was chosen; the time between the two is offered for the next one."""
    check_asked_at: Mapped[Moment | None]
    """When helpers were asked to look at it again, once that day had come."""
    outdated_at: Mapped[Moment | None]
    """When somebody said that the solution is true no more."""
    check_id: Mapped[int | None]
    """The `SolutionCheck` that holds: who found it true, or out of date; a plain number."""
    offered_at: Mapped[Moment | None]
    """When the question, still without an answer, was offered to helpers of its tags."""
    duplicate_of: Mapped[int | None]
    """The thread that says the same; a plain number."""


class Helpful(Base):
    """Somebody says of an answer: "Ça m'a aidé"."""

    __tablename__ = "helpfuls"
    __table_args__ = (
        sa.UniqueConstraint("post_id", "account_id"),
        sa.Index("ix_helpfuls_mine", "account_id", "thread_id"),
    )

    id: Mapped[Id]
    post_id: Mapped[int] = mapped_column(sa.ForeignKey("posts.id", ondelete="CASCADE"))
    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("threads.id", ondelete="CASCADE"))
    """That of the post once more, so that a page finds what its reader said with one look."""
    account_id: Mapped[AccountId]
    created_at: Mapped[Moment]


class Tag(Base):
    """A word that threads are found under."""

    __tablename__ = "tags"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(sa.String(TAG_LENGTH), unique=True)
    """Lower-case words joined by hyphens; accents kept. The first spelling stays."""
    key: Mapped[str] = mapped_column(sa.String(TAG_KEY_LENGTH), unique=True)
    """What all its spellings have in common: `tags.key_of`."""


class ThreadTag(Base):
    """A thread carries a tag."""

    __tablename__ = "thread_tags"

    thread_id: Mapped[int] = mapped_column(
        sa.ForeignKey("threads.id", ondelete="CASCADE"), primary_key=True
    )
    tag_id: Mapped[int] = mapped_column(
        sa.ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class SolutionCheck(Base):
    """Somebody looked at a solution again, or chose the day for it; only ever added to."""

    __tablename__ = "solution_checks"

    id: Mapped[Id]
    thread_id: Mapped[int] = mapped_column(
        sa.ForeignKey("threads.id", ondelete="CASCADE"), index=True
    )
    post_id: Mapped[int]
    """The solution then; a plain number, as in `threads.featured_id`."""
    account_id: Mapped[AccountIdOrNone]
    step: Mapped[str] = mapped_column(sa.String(12))
    """`enums.CheckStep`."""
    check_on: Mapped[Moment | None]
    """The day chosen with it."""
    reason: Mapped[str] = mapped_column(sa.String(CHECK_REASON_LENGTH), default="")
    created_at: Mapped[Moment]
