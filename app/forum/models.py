"""Tables of threads, posts, and what people do with them."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Id, Moment
from app.forum.limits import (
    ONCE_LENGTH,
    PLACE_LENGTH,
    REASON_LENGTH,
    SLUG_LENGTH,
    TAG_KEY_LENGTH,
    TAG_LENGTH,
    TITLE_LENGTH,
)

_PERSON = "accounts.id"
_IS_ANSWER = sa.text("root_id IS NULL AND number > 1")
_HAS_ONCE = sa.text("once IS NOT NULL")
_HAS_CHECK = sa.text("check_on IS NOT NULL")


class Thread(Base):
    """A question or a discussion; its text is post number 1."""

    __tablename__ = "threads"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('question', 'discussion')", name="kind"),
        sa.Index("ix_threads_latest", "active_at", "id"),
        sa.Index("ix_threads_group_latest", "group_id", "active_at", "id"),
        sa.Index(
            "ix_threads_unanswered",
            "created_at",
            "id",
            sqlite_where=sa.text("kind = 'question' AND answer_count = 0"),
            postgresql_where=sa.text("kind = 'question' AND answer_count = 0"),
        ),
        sa.Index("ix_threads_helpful", "helpful_count", "id"),
        sa.Index("ix_threads_solved", "solved_at", "id"),
        sa.Index("ix_threads_author", "author_id", "id"),
        sa.Index(
            "ix_threads_check_on",
            "check_on",
            "id",
            sqlite_where=_HAS_CHECK,
            postgresql_where=_HAS_CHECK,
        ),
    )

    id: Mapped[Id]
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(sa.String(12))
    title: Mapped[str] = mapped_column(sa.String(TITLE_LENGTH))
    slug: Mapped[str] = mapped_column(sa.String(SLUG_LENGTH))
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey(_PERSON, ondelete="SET NULL"))
    tags: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    """The names of its tags once more, so that a list needs no second question."""
    created_at: Mapped[Moment]
    active_at: Mapped[Moment]
    """When the last of its posts that are shown was written."""
    last_author_id: Mapped[int | None] = mapped_column(sa.ForeignKey(_PERSON, ondelete="SET NULL"))
    post_count: Mapped[int] = mapped_column(default=1)
    """Numbers given to posts so far; taken under this row's lock, so they have no gap."""
    answer_count: Mapped[int] = mapped_column(default=0)
    """Answers that are shown; rebuilt by `flask forum recount`."""
    reply_count: Mapped[int] = mapped_column(default=0, server_default="0")
    """All that is shown under the opening; rebuilt by `flask forum recount`."""
    helpful_count: Mapped[int] = mapped_column(default=0)
    """"Ça m'a aidé" over all answers; rebuilt by `flask forum recount`."""
    solution_id: Mapped[int | None]
    """The answer chosen; a plain number, as posts point here already."""
    solved_at: Mapped[Moment | None]
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
    closed_at: Mapped[Moment | None]
    pinned_at: Mapped[Moment | None]
    deleted_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)
    """Grows with every change of what its page shows, by one for each push; names what is kept."""


class Post(Base):
    """One text of a thread: the opening, an answer, or a reply."""

    __tablename__ = "posts"
    __table_args__ = (
        sa.UniqueConstraint("thread_id", "number"),
        sa.Index("ix_posts_root", "root_id", "id"),
        sa.Index("ix_posts_author", "author_id", "id"),
        sa.Index("ix_posts_renderer_version", "renderer_version", "id"),
        sa.Index(
            "ix_posts_answers",
            "thread_id",
            "helpful_count",
            "id",
            sqlite_where=_IS_ANSWER,
            postgresql_where=_IS_ANSWER,
        ),
        sa.Index(
            "ix_posts_once",
            "thread_id",
            "author_id",
            "once",
            unique=True,
            sqlite_where=_HAS_ONCE,
            postgresql_where=_HAS_ONCE,
        ),
    )

    id: Mapped[Id]
    thread_id: Mapped[int] = mapped_column(sa.ForeignKey("threads.id", ondelete="CASCADE"))
    number: Mapped[int]
    """1 for the opening, then in the order of writing, without a gap."""
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("posts.id"))
    """The post replied to; `None` for the opening and for answers."""
    root_id: Mapped[int | None]
    """The answer, or the opening, under which a reply stands; `None` for those themselves."""
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey(_PERSON, ondelete="SET NULL"))
    body: Mapped[str] = mapped_column(sa.Text)
    html: Mapped[str] = mapped_column(sa.Text)
    """Made from `body` by `app.text`, the version of which stands beside it."""
    renderer_version: Mapped[int]
    created_at: Mapped[Moment]
    edited_at: Mapped[Moment | None]
    deleted_at: Mapped[Moment | None]
    helpful_count: Mapped[int] = mapped_column(default=0)
    """"Ça m'a aidé", those said elsewhere included; rebuilt by `flask forum recount`."""
    helpful_elsewhere: Mapped[int] = mapped_column(default=0)
    """Said before the post was brought here, by people who are not known."""
    once: Mapped[str | None] = mapped_column(sa.String(ONCE_LENGTH))
    """The mark under which its author's browser sent it: what comes again under it is this post."""


class Revision(Base):
    """What a post said before an edit."""

    __tablename__ = "revisions"
    __table_args__ = (sa.UniqueConstraint("post_id", "number"),)

    id: Mapped[Id]
    post_id: Mapped[int] = mapped_column(sa.ForeignKey("posts.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(TITLE_LENGTH), default="")
    """The thread's title then; empty for anything but the opening."""
    body: Mapped[str] = mapped_column(sa.Text)
    editor_id: Mapped[int | None] = mapped_column(sa.ForeignKey(_PERSON, ondelete="SET NULL"))
    """Who made the edit that replaced this text."""
    created_at: Mapped[Moment]


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
    account_id: Mapped[int] = mapped_column(sa.ForeignKey(_PERSON, ondelete="CASCADE"))
    created_at: Mapped[Moment]


class Mention(Base):
    """A post names a member who may see it."""

    __tablename__ = "mentions"

    post_id: Mapped[int] = mapped_column(
        sa.ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey(_PERSON, ondelete="CASCADE"), primary_key=True
    )


class Marker(Base):
    """Where somebody stands in a thread: how far they read, and whether they follow it."""

    __tablename__ = "markers"

    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey(_PERSON, ondelete="CASCADE"), primary_key=True
    )
    thread_id: Mapped[int] = mapped_column(
        sa.ForeignKey("threads.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    state: Mapped[str] = mapped_column(sa.String(8), default="normal")
    """"follow", "normal" or "mute"."""
    has_written: Mapped[bool] = mapped_column(default=False)
    """Whether the person wrote in the thread: it is then one of "my threads"."""
    read_number: Mapped[int] = mapped_column(default=0)
    """The highest number of a post they have read."""
    updated_at: Mapped[Moment]


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


class Draft(Base):
    """What somebody is writing, kept at each pause."""

    __tablename__ = "drafts"
    __table_args__ = (sa.UniqueConstraint("account_id", "place"),)

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey(_PERSON, ondelete="CASCADE"))
    place: Mapped[str] = mapped_column(sa.String(PLACE_LENGTH))
    """Where it is written: "new", "thread:12", "post:40", "edit:41"."""
    version: Mapped[int] = mapped_column(default=1)
    """Grows with every save; a window that knows an older one may not overwrite."""
    title: Mapped[str] = mapped_column(sa.Text, default="")
    body: Mapped[str] = mapped_column(sa.Text, default="")
    tags: Mapped[str] = mapped_column(sa.Text, default="")
    fields: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    """What else was chosen in the form, and the version of what it was made from."""
    updated_at: Mapped[Moment]


class ThreadAct(Base):
    """Something a moderator did to a thread; only ever added to."""

    __tablename__ = "thread_acts"

    id: Mapped[Id]
    thread_id: Mapped[int] = mapped_column(
        sa.ForeignKey("threads.id", ondelete="CASCADE"), index=True
    )
    post_id: Mapped[int | None]
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey(_PERSON, ondelete="SET NULL"))
    act: Mapped[str] = mapped_column(sa.String(20))
    """`enums.Act`."""
    rule: Mapped[str] = mapped_column(sa.String(20), default="", server_default="")
    """`enums.Rule` that was not kept; empty for what is no matter of rules."""
    reason: Mapped[str] = mapped_column(sa.String(REASON_LENGTH), default="")
    created_at: Mapped[Moment]


class SolutionCheck(Base):
    """Somebody looked at a solution again, or chose the day for it; only ever added to."""

    __tablename__ = "solution_checks"

    id: Mapped[Id]
    thread_id: Mapped[int] = mapped_column(
        sa.ForeignKey("threads.id", ondelete="CASCADE"), index=True
    )
    post_id: Mapped[int]
    """The solution then; a plain number, as in `threads.solution_id`."""
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey(_PERSON, ondelete="SET NULL"))
    step: Mapped[str] = mapped_column(sa.String(12))
    """`enums.CheckStep`."""
    check_on: Mapped[Moment | None]
    """The day chosen with it."""
    reason: Mapped[str] = mapped_column(sa.String(REASON_LENGTH), default="")
    created_at: Mapped[Moment]
