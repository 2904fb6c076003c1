"""What can be told, to whom, why; and notices as pages and sockets show them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.accounts.shapes import Face
from app.core.subjects import Subject, SubjectRef


class Nature(StrEnum):
    """How a kind of notice is treated by the rules."""

    DIRECT = "direct"
    """Addressed to the person: an answer, a reply, a mention."""
    ACTIVITY = "activity"
    """Something that goes on around them."""
    ALWAYS = "always"
    """Decisions about them and their security: no setting silences these."""


class Level(StrEnum):
    """How much a person wants to hear of what goes on around them."""

    EVERYTHING = "everything"
    FRIENDS = "friends"
    THREADS = "threads"
    NOTHING = "nothing"


DEFAULT_LEVEL = Level.THREADS
OFFERED_LEVELS = (Level.EVERYTHING, Level.THREADS, Level.NOTHING)
"""Those that can be chosen; `FRIENDS` joins them with the friends themselves."""


class ThreadState(StrEnum):
    """What a person chose for one thread."""

    FOLLOW = "follow"
    NORMAL = "normal"
    MUTE = "mute"


class Rule(StrEnum):
    """The rule that decided; its sentence is what "Why?" shows."""

    UNSEEN = "unseen"
    ALWAYS = "always"
    MUTED = "muted"
    SWITCHED_OFF = "switched_off"
    DIRECT = "direct"
    FOLLOWED = "followed"
    LEVEL_NOTHING = "level_nothing"
    LEVEL_THREADS = "level_threads"
    OWN_THREAD = "own_thread"
    FRIEND = "friend"
    DRAWER = "drawer"
    """Not delivered, but to be kept where it can be looked up, once there are friends."""
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the rules look at."""

    nature: Nature
    may_see: bool = True
    is_blocked: bool = False
    """One of the two has blocked the other."""
    is_direct: bool = False
    """It concerns this person, whatever the nature of its kind."""
    is_switched_off: bool = False
    """This person never wants to hear of this kind."""
    thread_state: ThreadState = ThreadState.NORMAL
    level: Level = DEFAULT_LEVEL
    """Of the group, or the person's default where they chose none."""
    is_in_thread: bool = False
    """This person has written in the thread."""
    is_friend: bool = False
    """The actor is a friend of this person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Which rule applied first, and what it says."""

    rule: Rule
    is_delivered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityItem:
    """What happened, for the room that says who may be told."""

    id: int
    kind: str
    subject: SubjectRef
    container: SubjectRef | None
    group_id: int | None
    actor_id: int | None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may be told, with the facts that only the room knows."""

    account_id: int
    may_see: bool
    """Whether they may see the subject: asked with the condition that pages use."""
    is_direct: bool = False
    is_in_thread: bool = False
    thread_state: ThreadState | None = None
    """`None`: the room that owns the container is asked (`services.knows_states`)."""
    group_level: Level | None = None
    """What they chose for the group; `None`: nothing, so their default holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeItem:
    """What a room needs in order to put a notice into words."""

    kind: str
    subject: Subject
    """Seen by the reader: its title may be said."""
    actor: Face
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeKind:
    """A kind of notice, named and worded by the room it comes from."""

    kind: str
    nature: Nature
    label: str
    """Ends the sentence "Tell me of …": "an answer to my question"."""
    candidates: Callable[[ActivityItem], Iterable[Candidate]]
    """Everybody who may be told; the actor and doubles may be among them, and are left out."""
    say: Callable[[NoticeItem], str]
    """The notice as one plain sentence in the language being spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """One notice as its reader sees it."""

    id: int
    seq: int
    kind: str
    text: str
    url: str
    why: str
    actor: Face
    created_at: datetime
    is_read: bool
    may_switch_off: bool
    """The reader may say "never" to this kind."""
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A notice that has just been written, and the state of its reader's box."""

    notice_id: int
    account_id: int
    seq: int
    rule: Rule
    unread: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxState:
    """What is unread for one person."""

    account_id: int
    unread: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSwitch:
    """One line of the settings: a kind and whether it is told."""

    kind: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How one person wants to be told."""

    level: Level
    switches: tuple[KindSwitch, ...]
