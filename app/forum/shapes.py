"""Threads and posts as pages show them."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.shapes import Face
from app.core.subjects import SubjectRef
from app.groups.shapes import GroupBadge, Standing
from app.likes.shapes import LikeSummary
from app.text import Html

_OBJECTS_BYTES = 1800
"""What a kept post takes beside its HTML; measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagLink:
    """A tag and where its threads are listed."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLine:
    """A line of a list: which thread, in which state, and how much of it is new to the viewer."""

    id: int
    version: int
    unread_count: int
    """Posts the viewer has not read, in threads they opened before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowingList:
    """A list into which new threads come while somebody looks at it."""

    topic: str
    tab: str
    tag: str
    """Lower-case; empty for all."""
    ask_url: str
    """Where a script asks what is new; the moment is still to be added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshThread:
    """A thread that was opened since a list was made."""

    id: int
    kind: str
    """"question" or "discussion"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekThread:
    """A thread that may be told of in a weekly letter, the same for all readers."""

    id: int
    group_id: int
    author_id: int | None
    tags: tuple[str, ...]
    is_waiting: bool
    """A question without an answer."""
    is_of_week: bool
    """Opened or solved within the week, and somebody else has written in it."""
    worth: int
    """Grows with "ça m'a aidé", a solution, answers and replies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadItem:
    """What a line of a list says."""

    id: int
    version: int
    url: str
    title: str
    kind: str
    """"question" or "discussion"."""
    group: GroupBadge
    author: Face
    last_author: Face
    created_at: datetime
    active_at: datetime
    """When its last post was written."""
    answer_count: int
    reply_count: int
    """All posts but the opening."""
    helpful_count: int
    tags: tuple[TagLink, ...]
    is_solved: bool
    is_closed: bool
    is_pinned: bool
    unread_count: int
    """As in `ThreadLine`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostItem:
    """A post, the same for everybody who may see it."""

    id: int
    ref: SubjectRef
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
    is_answer: bool
    """Stands directly under the opening of a question."""
    is_opening: bool
    is_solution: bool
    depth: int
    """0 for the opening and answers, then one more for each reply; shown to 4."""
    reply_to: Face | None
    """Whom it replies to, when the eye cannot tell."""
    helpful_count: int
    likes: LikeSummary
    url: str
    more_count: int = 0
    """Replies under this answer that are not shown here."""
    more_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostOverlay:
    """What one viewer may do with one post, where that is not what anybody may."""

    likes: LikeSummary
    is_mine: bool
    has_helped: bool
    may_edit: bool
    may_delete: bool
    may_accept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPiece:
    """A post rendered for everybody, cut around what depends on who looks."""

    post: PostItem
    before: Html
    """Up to the name of its author, and the mark of a friend behind it."""
    text: Html
    """From there to what one can do with it."""
    actions: Html
    after: Html

    @property
    def html(self) -> Html:
        """The whole, as anybody sees it."""
        return self.before + self.text + self.actions + self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPost:
    """A rendered post as it is kept: encoded, for that takes half the room and is sent so."""

    post: PostItem
    """Without its HTML, which stands in `text`."""
    before: bytes
    text: bytes
    actions: bytes
    after: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PostsPage:
    """The posts of one page of a thread."""

    kept: tuple[KeptPost, ...]
    """In reading order."""
    has_next: bool
    """Another page follows."""

    @property
    def posts(self) -> tuple[PostItem, ...]:
        """The posts themselves, without their HTML."""
        return tuple(kept.post for kept in self.kept)

    @property
    def size_bytes(self) -> int:
        """Room taken in memory, about."""
        return sum(
            _OBJECTS_BYTES + len(kept.before) + len(kept.text) + len(kept.actions) + len(kept.after)
            for kept in self.kept
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadHead:
    """A thread as the viewer may see it, without its posts."""

    id: int
    ref: SubjectRef
    topic: str
    url: str
    title: str
    slug: str
    kind: str
    group_id: int
    author_id: int | None
    tags: tuple[TagLink, ...]
    created_at: datetime
    active_at: datetime
    post_count: int
    answer_count: int
    solution_id: int | None
    check_on: datetime | None
    duplicate_of: int | None
    is_closed: bool
    is_pinned: bool
    version: int
    standing: Standing
    follow_state: str
    read_number: int
    helped_ids: frozenset[int]
    """Answers of which the viewer said that they helped."""

    @property
    def is_question(self) -> bool:
        """It can be answered and solved."""
        return self.kind == "question"
