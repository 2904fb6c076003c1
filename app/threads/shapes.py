"""Threads and posts as pages show them."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.shapes import Face
from app.core.subjects import SubjectRef
from app.groups.enums import JoinOption
from app.groups.shapes import GroupBadge, why_silent
from app.likes.shapes import LikeSummary
from app.text import Html


@dataclass(frozen=True, slots=True)
class ThreadFacts:
    """What a content room knows of a thread beside what all threads have; nothing, in itself.

    It is equal as long as the page shows the same: pages are kept under it.
    """

    like_count: int | None = None
    """How many like the thing it is under; `None`: that is to be asked."""

    @property
    def shown_until(self) -> datetime | None:
        """When the page says something else by itself."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadAccess:
    """How one viewer stands in a thread: as in its group, or as everybody where it has none."""

    group: GroupBadge | None
    may_read: bool
    may_post: bool
    """Now, or by joining on the spot as an open public group allows."""
    may_moderate: bool
    """Whoever looks after the group; site moderators besides: `policy.may_moderate`."""
    is_member: bool
    """Of the group. In none, everybody with an account is."""
    join_option: JoinOption

    @property
    def is_public(self) -> bool:
        """Anybody reads it."""
        return self.group is None or self.group.is_public

    @property
    def is_archived(self) -> bool:
        """Its group can only be read."""
        return self.group is not None and self.group.is_archived

    @property
    def why_silent(self) -> str:
        """Why this viewer writes nothing here, and what they may do about it, as a sentence."""
        return why_silent(JoinOption.ARCHIVED if self.is_archived else self.join_option)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedReply:
    """A reply that is there, and what is known with it when it was made just now."""

    post_id: int
    version: int | None = None
    """Of its thread, made by it; `None` for one that was there already."""
    access: ThreadAccess | None = None
    """How its author stands in the thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadHead:
    """A thread as the viewer may see it, without its posts."""

    id: int
    ref: SubjectRef
    topic: str
    url: str
    sheet_url: str
    """The same on paper."""
    reply_url: str
    """Where answers to it are sent."""
    title: str
    slug: str
    kind: str
    """`ThreadKind.kind`."""
    base: str
    """First part of its addresses: `/base/12/lu`."""
    has_opening: bool
    """Post 1 is its text; otherwise that belongs to another room."""
    is_ranked: bool
    """Its answers stand by what is featured, then by usefulness."""
    group_id: int | None
    author_id: int | None
    created_at: datetime
    active_at: datetime
    post_count: int
    answer_count: int
    reply_count: int
    """All that is shown under the opening."""
    featured_id: int | None
    """The answer that stands first."""
    is_closed: bool
    is_pinned: bool
    version: int
    access: ThreadAccess
    follow_state: str
    read_number: int
    may_reply: bool
    may_moderate: bool
    facts: ThreadFacts
    """What its room knows of it, the same for everybody: `ThreadKind.facts`."""
    own: object = None
    """What its room knows of it and the viewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostItem:
    """A post, the same for everybody who may see it."""

    id: int
    ref: SubjectRef
    base: str
    """First part of the addresses of its thread."""
    thread_id: int
    number: int
    parent_id: int | None
    root_id: int | None
    author: Face
    html: Html
    excerpt: str
    """Its beginning in plain words."""
    created_at: datetime
    edited_at: datetime | None
    is_deleted: bool
    """It is not shown, only that there was one."""
    is_hidden: bool
    """Besides, it may be restored."""
    is_answer: bool
    """Stands directly under the opening."""
    is_opening: bool
    is_featured: bool
    """It stands first among the answers: the solution of a question."""
    depth: int
    """0 for the opening and answers, then one more for each reply; shown to 4."""
    reply_to: Face | None
    """Whom it replies to; shown where the eye cannot tell."""
    usefulness: int
    """What the room of its thread counts for it: "ça m'a aidé"."""
    likes: LikeSummary
    url: str
    extra: object = None
    """What the room of its thread shows with it: `ThreadKind.extras`."""
    more_count: int = 0
    """Replies under this answer that are not shown here."""
    more_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostsOfPage:
    """Posts in reading order, and whether a page follows."""

    items: tuple[PostItem, ...]
    has_next: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PostOverlay:
    """What one viewer may do with one post, where that is not what anybody may."""

    likes: LikeSummary
    is_mine: bool
    may_edit: bool
    may_delete: bool
    may_hide: bool = False
    may_restore: bool = False
    """It is hidden, and nothing else is offered."""
    extra: object = None
    """What the room of its thread offers this viewer: `ThreadKind.overlays`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenPost:
    """A post that is hidden, as those see it who may show it again."""

    id: int
    base: str
    url: str
    """Where it stands once it is shown."""
    above: str
    """What one reads when it is gone: its thread, or the group of that."""
    title: str
    """Of its thread."""
    is_opening: bool
    author: Face
    html: Html
    hidden_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a moderator did something, as its author will read it."""

    rule: str = ""
    """`enums.HouseRule` that was not kept; empty for what is no matter of rules."""
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActItem:
    """What a moderator did to somebody's words, and those words."""

    id: int
    act: str
    """`ActKind.kind`."""
    heading: str
    """What was done, to whom it was done."""
    rule: str
    """In words; empty for what is no matter of rules."""
    reason: str
    actor: Face
    happened_at: datetime
    thread_id: int
    group_id: int | None
    title: str
    kind: str
    base: str
    is_opening: bool
    parent_id: int | None
    """The post that was replied to."""
    body: str
    html: Html
