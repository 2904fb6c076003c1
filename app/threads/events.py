"""What happens in threads. Each event bears the kind of its thread: `ThreadKind.kind`."""

from dataclasses import dataclass

from app.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadOpened(Event):
    """Somebody began a thread: asked a question, published an article."""

    thread_id: int
    kind: str
    post_id: int | None
    """Its text; `None` where that belongs to another room."""
    group_id: int | None
    author_id: int | None
    named_ids: frozenset[int] = frozenset()
    """Whom its text names."""
    is_news: bool = True
    """False for what was written elsewhere and long ago: nobody is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPosted(Event):
    """Somebody answered, or replied to a post."""

    thread_id: int
    kind: str
    post_id: int
    parent_id: int | None
    """The post replied to; `None` for an answer."""
    group_id: int | None
    author_id: int | None
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""
    addressee_id: int | None = None
    """Who opened what is answered, or wrote what is replied to."""
    named_ids: frozenset[int] = frozenset()
    """Whom it names."""
    is_answer: bool = False
    """It stands directly under the opening."""
    is_first_answer: bool = False
    """No other answer is shown."""
    is_news: bool = True
    """False for what was written elsewhere and long ago: nobody is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEdited(Event):
    """The text of a post is another, or the title of its thread."""

    thread_id: int
    kind: str
    post_id: int
    editor_id: int
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""
    named_ids: frozenset[int] = frozenset()
    """Whom it did not name before."""
    unnamed_ids: frozenset[int] = frozenset()
    """Whom it names no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRendered(Event):
    """A post looks otherwise, though it says the same: its HTML was made again."""

    thread_id: int
    kind: str
    post_id: int
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRemoved(Event):
    """A post is no longer shown; a place-holder may stand where it was."""

    thread_id: int
    kind: str
    post_id: int | None
    """`None`: it was the text of a thread that belongs to another room, and the thread is gone."""
    actor_id: int
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""
    was_featured: bool = False
    """It stood first; nothing does any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLiked(Event):
    """Somebody likes a post, or likes it no longer."""

    thread_id: int
    kind: str
    post_id: int
    account_id: int
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRestored(Event):
    """A post that was hidden is shown again; with it its thread, if it was the opening."""

    thread_id: int
    kind: str
    post_id: int
    actor_id: int
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLiked(Event):
    """Somebody likes a thread whose text belongs to another room, or likes it no longer."""

    thread_id: int
    kind: str
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadOpenedUp(Event):
    """A thread of a private group is moved to a public one; told besides `ThreadModerated`."""

    thread_id: int
    kind: str
    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadModerated(Event):
    """A thread was closed, reopened, moved, pinned, or pointed elsewhere."""

    thread_id: int
    kind: str
    act_id: int
    actor_id: int
    act: str
    """`ActKind.kind`."""
    former_group_id: int | None
    """Where it stood before; another than now only when it was moved."""
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadSettled(Event):
    """A thread that stood elsewhere has got what is featured, or more posts: nobody is told."""

    thread_id: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRecorded(Event):
    """A moderator did something to a thread or a post, and it is kept."""

    act_id: int
    actor_id: int
    kind: str


InThread = (
    ThreadOpened
    | ReplyPosted
    | PostEdited
    | PostRendered
    | PostRemoved
    | PostRestored
    | PostLiked
    | ThreadLiked
    | ThreadModerated
    | ThreadSettled
)
"""What changes the page of a thread."""
