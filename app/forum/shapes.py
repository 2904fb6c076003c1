"""Questions as pages show them."""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.shapes import Face
from app.groups.shapes import GroupBadge
from app.threads.shapes import ThreadFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class TagLink:
    """A tag and where its threads are listed."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFacts(ThreadFacts):
    """What the forum knows of a thread, the same for everybody."""

    tags: tuple[TagLink, ...]
    check_on: datetime | None
    """The day on which the solution is to be checked begins."""
    is_check_due: bool
    """That day has come, and nobody has looked yet."""
    is_outdated: bool
    """The solution is true no more."""
    check_id: int | None
    """Who said so last, or found it true."""
    duplicate_of: int | None

    @property
    def shown_until(self) -> datetime | None:
        """When its page says something else by itself: the day of the check comes."""
        return None if self.is_check_due or self.is_outdated else self.check_on

    @property
    def is_asked(self) -> bool:
        """People may say whether the solution is still true."""
        return self.is_check_due or self.is_outdated


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOverlay:
    """What one viewer may do with one answer, where that is not what anybody may."""

    has_helped: bool = False
    may_accept: bool = False
    """Offered to moderators for what others wrote; to who asked for their own answer too, apart."""
    may_plan_check: bool = False
    may_check: bool = False
    """Of a solution that waits to be checked, or is out of date."""


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
