"""What can be told, to whom, why; and notices as pages and sockets show them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.accounts.shapes import Face
from app.core.audiences import Audience
from app.core.subjects import Subject, SubjectRef
from app.core.viewer import Viewer
from app.notices.enums import (
    DEFAULT_LEVEL,
    Level,
    Merging,
    Nature,
    Relation,
    Rule,
    Step,
    ThreadState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the rules look at."""

    nature: Nature
    may_see: bool = True
    is_blocked: bool = False
    """One of the two has blocked the other."""
    is_switched_off: bool = False
    """This person never wants to hear of this kind."""
    thread_state: ThreadState = ThreadState.NORMAL
    level: Level = DEFAULT_LEVEL
    """Of the group, or the person's default where they chose none."""
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
    audience: Audience | None
    actor_id: int | None
    created_at: datetime
    concerns: Mapping[int, str] = field(default_factory=dict)
    """Whom it is about: account → the kind it is for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may be told, with the facts that only the room knows."""

    account_id: int
    may_see: bool
    """Whether they may see the subject: asked with the condition that pages use."""
    kind: str | None = None
    """What it is for them; `None`: what it is for everybody, the kind of the activity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedNotice:
    """Somebody is told: as what, by which rule."""

    account_id: int
    kind: str
    rule: Rule
    people: int | None = None
    """How many the notice speaks of; `None`: those on its bundle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeItem:
    """What a room needs in order to put a notice into words."""

    kind: str
    subject: Subject
    """Seen by the reader: its title may be said."""
    who: str
    """Those who did it, the latest first: "Léa, Karim and 3 others"."""
    people: int
    """How many they are."""
    created_at: datetime
    details: Any = None
    """What `details` of its kind found for the subject; `None`: nothing, or there is no such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeKind:
    """A kind of notice, named and worded by the room it comes from."""

    kind: str
    nature: Nature
    label: str
    """Ends the sentence "Tell me of …": "an answer to my question"."""
    candidates: Callable[[ActivityItem], Iterable[Candidate]]
    """Everybody who may be told; the actor and doubles may be among them, and are left out.

    Of two candidates for one person, the one that names a kind counts.
    """
    merging: Merging = Merging.NEVER
    is_for_audience: bool = False
    """Those among whom it happens hear of it as they chose; else only those whom it concerns."""
    is_thinned: bool = False
    """One may chosen to hear of the first, the fifth, the 25th … only."""
    details: Callable[[Collection[SubjectRef]], Mapping[SubjectRef, Any]] | None = None
    """What its sentences need beside the subjects, a frozen value for each. One query.

    Asked once for all that is worded together, and once for all kinds that share it. That the
    reader sees the subjects is known.
    """
    say: Callable[[NoticeItem], str]
    """The notice as one plain sentence in the language being spoken. Asks no database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentOption:
    """One step, in words."""

    step: Step
    label: str
    question: str | None = None
    """What is asked before it is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """One notice as its reader sees it, or a bundle of them as one."""

    id: int
    """The bundle."""
    seq: int
    kind: str
    text: str
    url: str
    why: str
    actor: Face
    created_at: datetime
    is_read: bool
    offers: tuple[AdjustmentOption, ...]
    """What the reader may change right there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerLine:
    """Something that was kept back, or a bundle of it."""

    text: str
    url: str
    actor: Face
    created_at: datetime
    count: int
    """How many acts lie on the bundle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A notice that has just been written, and the state of its reader's inbox."""

    account_id: int
    seq: int
    bundle: int
    kind: str
    rule: Rule
    people: int
    before_id: int | None
    unread: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxState:
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
    is_thinned: bool | None
    """Told by steps only; `None` for kinds that cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChoice:
    """A group of one's own, or the like, and what one wants to hear of it."""

    audience: Audience
    name: str
    url: str
    """Where the choice is made."""
    level: Level | None
    """`None`: one's own level holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferencesPage:
    """How one person wants to be told."""

    level: Level
    switches: tuple[KindSwitch, ...]
    choices: tuple[LevelChoice, ...]
    """Of groups, and of all else that has a level of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What one supposes in order to try out the rules."""

    kind: str
    relation: Relation = Relation.OTHER
    thread_state: ThreadState = ThreadState.NORMAL
    audience: Audience | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What the rules would decide."""

    number: int
    """The rule, as `rules.STEPS` counts."""
    sentence: str
    is_delivered: bool
    is_kept: bool
    """It would wait in the drawer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadProvider:
    """Knows what people chose for containers of one kind."""

    kind: str
    """As in `forum.thread`."""
    states: Callable[[Collection[int], Collection[int]], Mapping[int, Mapping[int, ThreadState]]]
    """(containers, accounts) → for each container the state each account chose. One query.

    Absent means normal.
    """
    muted_ids: Callable[[int], sa.Select[int]]
    """account → the containers they muted, as a sub-select."""
    choose: Callable[[Viewer, int, ThreadState], None]
    """Follow a container, mute it, or neither. Raises `NotFound`."""
    has_read: Callable[[int, SubjectRef], bool]
    """(account, subject in a container, or one itself) → whether they have read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelProvider:
    """Knows what people chose to hear of audiences of one kind."""

    kind: str
    """As in `core.audiences`."""
    levels: Callable[[Collection[int], Collection[int]], Mapping[int, Mapping[int, Level]]]
    """(audiences, accounts) → for each audience the level each account chose there. One query.

    Absent: none, or not of it.
    """
    audiences_at: Callable[[int, Collection[Level | None]], sa.Select[Audience]]
    """(account, levels) → the audiences they belong to at one of these levels, as a sub-select."""
    joined_at: Callable[[int, sa.SQLColumnExpression[Audience | None]], sa.ScalarSelect[datetime]]
    """(account, column of audiences) → since when they belong to it; null: it is of another kind,
    or they do not."""
    subscriber_ids: Callable[[int, int | None], frozenset[int]]
    """(audience, actor) → those who want to hear of what the actor does there. One query."""
    choices: Callable[[Viewer], tuple[LevelChoice, ...]]
    """The audiences of the viewer, with the level chosen in each."""
    choose: Callable[[Viewer, int, Level], None]
    """Choose a level for an audience. Raises `NotFound`."""
