"""Tables of threads, posts, and what people do with them."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import (
    AccountId,
    AccountIdOrNone,
    AccountPrimaryKey,
    Base,
    Id,
    Moment,
    partial_index,
)
from app.threads.limits import (
    KIND_LENGTH,
    ONCE_LENGTH,
    PLACE_LENGTH,
    REASON_LENGTH,
    SLUG_LENGTH,
    TITLE_LENGTH,
)


class Thread(Base):
    """A thing with a title under which people talk: a question, an article. Post 1 is its text.

    Where the text belongs to another room there is no post 1, and the first comment is post 2.
    """

    __tablename__ = "threads"
    __table_args__ = (
        sa.Index("ix_threads_latest", "active_at", "id"),
        sa.Index("ix_threads_group_latest", "group_id", "active_at", "id"),
        partial_index(
            "ix_threads_unanswered", "kind", "created_at", "id", where="answer_count = 0"
        ),
        sa.Index("ix_threads_usefulness", "usefulness", "id"),
        sa.Index("ix_threads_author", "author_id", "id"),
    )

    id: Mapped[Id]
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id", ondelete="CASCADE"))
    """The group in which it is read and moderated; `None`: everybody reads it."""
    kind: Mapped[str] = mapped_column(sa.String(KIND_LENGTH))
    """`ThreadKind.kind`."""
    title: Mapped[str] = mapped_column(sa.String(TITLE_LENGTH))
    slug: Mapped[str] = mapped_column(sa.String(SLUG_LENGTH))
    author_id: Mapped[AccountIdOrNone]
    created_at: Mapped[Moment]
    active_at: Mapped[Moment]
    """When the last of its posts that are shown was written."""
    last_author_id: Mapped[AccountIdOrNone]
    post_count: Mapped[int] = mapped_column(default=1)
    """Numbers given to posts so far; taken under this row's lock, so they have no gap."""
    answer_count: Mapped[int] = mapped_column(default=0)
    """Answers that are shown; rebuilt by `flask threads recount`."""
    reply_count: Mapped[int] = mapped_column(default=0, server_default="0")
    """All that is shown under the opening; rebuilt by `flask threads recount`."""
    usefulness: Mapped[int] = mapped_column(default=0)
    """Of all answers together; rebuilt by `flask threads recount`."""
    featured_id: Mapped[int | None]
    """The answer that stands first; a plain number, as posts point here already."""
    closed_at: Mapped[Moment | None]
    pinned_at: Mapped[Moment | None]
    deleted_at: Mapped[Moment | None]
    """When it was taken away: since then it is shown to nobody."""
    hidden_at: Mapped[Moment | None]
    """The same moment, while moderators may restore it; `None`: it is gone for good, or shown."""
    version: Mapped[int] = mapped_column(default=1)
    """Grows with every change of what its page shows, by one for each push; names what is kept."""
    once: Mapped[str | None] = mapped_column(sa.String(ONCE_LENGTH))
    """The mark of the form that opened it, where its text is no post, which bears it otherwise."""


class Post(Base):
    """One text of a thread: the opening, an answer, or a reply."""

    __tablename__ = "posts"
    __table_args__ = (
        sa.UniqueConstraint("thread_id", "number"),
        sa.Index("ix_posts_root", "root_id", "id"),
        sa.Index("ix_posts_author", "author_id", "id"),
        sa.Index("ix_posts_renderer_version", "renderer_version", "id"),
        partial_index(
            "ix_posts_answers",
            "thread_id",
            "usefulness",
            "id",
            where="root_id IS NULL AND number > 1",
        ),
        partial_index(
            "ix_posts_once", "thread_id", "author_id", "once", where="once IS NOT NULL", unique=True
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
    author_id: Mapped[AccountIdOrNone]
    body: Mapped[str] = mapped_column(sa.Text)
    html: Mapped[str] = mapped_column(sa.Text)
    """Made from `body` by `app.text`, the version of which stands beside it."""
    renderer_version: Mapped[int]
    created_at: Mapped[Moment]
    edited_at: Mapped[Moment | None]
    deleted_at: Mapped[Moment | None]
    """When it was taken away: since then it is shown to nobody."""
    hidden_at: Mapped[Moment | None]
    """As of its thread."""
    usefulness: Mapped[int] = mapped_column(default=0)
    """What a content room counts for it: "ça m'a aidé". Higher stands first where kinds rank."""
    usefulness_elsewhere: Mapped[int] = mapped_column(default=0)
    """The part of it that was given before the post was brought here, by people not known."""
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
    editor_id: Mapped[AccountIdOrNone]
    """Who made the edit that replaced this text."""
    created_at: Mapped[Moment]


class Mention(Base):
    """A post names a member who may see it."""

    __tablename__ = "mentions"

    post_id: Mapped[int] = mapped_column(
        sa.ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[AccountPrimaryKey]


class Marker(Base):
    """Where somebody stands in a thread: how far they read, and whether they follow it."""

    __tablename__ = "markers"

    account_id: Mapped[AccountPrimaryKey]
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


class Draft(Base):
    """What somebody is writing, kept at each pause."""

    __tablename__ = "drafts"
    __table_args__ = (sa.UniqueConstraint("account_id", "place"),)

    id: Mapped[Id]
    account_id: Mapped[AccountId]
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
    actor_id: Mapped[AccountIdOrNone]
    act: Mapped[str] = mapped_column(sa.String(20))
    """`ActKind.kind`."""
    rule: Mapped[str] = mapped_column(sa.String(20), default="", server_default="")
    """`enums.HouseRule` that was not kept; empty for what is no matter of rules."""
    reason: Mapped[str] = mapped_column(sa.String(REASON_LENGTH), default="")
    created_at: Mapped[Moment]
