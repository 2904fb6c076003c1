"""Threads and posts as pages show them."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.shapes import Face
from app.core.subjects import SubjectRef
from app.groups.shapes import GroupAccess, GroupBadge
from app.likes.shapes import LikeSummary
from app.text import Html


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
class NewThreadLine:
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
    is_outdated: bool
    """Its solution is true no more."""
    is_to_check: bool
    """Helpers are asked whether its solution is still true."""
    is_closed: bool
    is_pinned: bool
    unread_count: int
    """As in `ThreadLine`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckMark:
    """What is known of whether a solution is still true, the same for everybody."""

    on: datetime | None
    """The day on which it is, or was, to be checked."""
    is_due: bool
    is_outdated: bool
    by: Face | None = None
    """Who found it true last, or out of date."""
    at: datetime | None = None
    reason: str = ""
    """Why it is out of date, in their words."""


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
    """Whom it replies to; shown where the eye cannot tell."""
    helpful_count: int
    likes: LikeSummary
    url: str
    check: CheckMark | None = None
    """Of a solution, when there is something to say."""
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
    """Offered to moderators for what others wrote; to who asked for their own answer too, apart."""
    may_plan_check: bool = False
    may_check: bool = False
    """Of a solution that waits to be checked, or is out of date."""


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
    reply_count: int
    """All that is shown under the opening."""
    solution_id: int | None
    check_on: datetime | None
    """The day on which the solution is to be checked begins."""
    is_check_due: bool
    """That day has come, and nobody has looked yet."""
    is_outdated: bool
    """The solution is true no more."""
    check_id: int | None
    """Who said so last, or found it true."""
    duplicate_of: int | None
    is_closed: bool
    is_pinned: bool
    version: int
    access: GroupAccess
    follow_state: str
    read_number: int
    helped_ids: frozenset[int]
    """Answers of which the viewer said that they helped."""

    @property
    def is_question(self) -> bool:
        """It can be answered and solved."""
        return self.kind == "question"

    @property
    def shown_until(self) -> datetime | None:
        """When its page says something else by itself: the day of the check comes."""
        return None if self.is_check_due or self.is_outdated else self.check_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a moderator did something, as its author will read it."""

    rule: str = ""
    """`enums.Rule` that was not kept; empty for what is no matter of rules."""
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActItem:
    """What a moderator did to somebody's words, and those words."""

    id: int
    act: str
    """`enums.Act`."""
    rule: str
    """In words; empty for what is no matter of rules."""
    reason: str
    actor: Face
    happened_at: datetime
    thread_id: int
    group_id: int
    title: str
    kind: str
    tags: str
    """As they are typed."""
    is_opening: bool
    parent_id: int | None
    """The post that was replied to."""
    body: str
    html: Html
