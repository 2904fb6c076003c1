"""What happens in threads."""

from dataclasses import dataclass

from app.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadEvent(Event):
    """Something that happened to a thread, or in it."""

    thread_id: int
    kind: str
    """`ThreadKind.kind`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadChange(ThreadEvent):
    """What changed what one sees of a thread."""

    version: int
    """Of the thread, as this left it: the number of the push that shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadOpened(ThreadEvent):
    """Somebody began a thread: asked a question, published an article."""

    post_id: int | None
    """Its text; `None` where that belongs to another room."""
    group_id: int | None
    author_id: int | None
    named_ids: frozenset[int] = frozenset()
    """Whom its text names."""
    is_news: bool = True
    """False for what was written elsewhere and long ago: nobody is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPosted(ThreadChange):
    """Somebody answered, or replied to a post."""

    post_id: int
    parent_id: int | None
    """The post replied to; `None` for an answer."""
    group_id: int | None
    author_id: int | None
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
class PostEdited(ThreadChange):
    """The text of a post is another, or the title of its thread."""

    post_id: int
    editor_id: int
    named_ids: frozenset[int] = frozenset()
    """Whom it did not name before."""
    unnamed_ids: frozenset[int] = frozenset()
    """Whom it names no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRendered(ThreadChange):
    """A post looks otherwise, though it says the same: its HTML was made again."""

    post_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRemoved(ThreadChange):
    """A post is no longer shown; a place-holder may stand where it was."""

    post_id: int | None
    """`None`: it was the text of a thread that belongs to another room, and the thread is gone."""
    actor_id: int | None
    """`None`: nobody in particular, as its room decided."""
    was_featured: bool = False
    """It stood first; nothing does any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLiked(ThreadChange):
    """Somebody likes a post, or likes it no longer."""

    post_id: int
    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRestored(ThreadChange):
    """A post that was hidden is shown again; with it its thread, if it was the opening."""

    post_id: int
    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLiked(ThreadChange):
    """Somebody likes a thread whose text belongs to another room, or likes it no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadOpenedUp(ThreadEvent):
    """A thread of a private group is moved to a public one; told besides `ThreadModerated`."""

    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadModerated(ThreadChange):
    """A thread was closed, reopened, moved, pinned, or pointed elsewhere."""

    act_id: int
    actor_id: int
    act: str
    """`ActKind.kind`."""
    former_group_id: int | None
    """Where it stood before; another than now only when it was moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadSettled(ThreadEvent):
    """A thread that stood elsewhere has got what is featured, or more posts: nobody is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRecorded(Event):
    """A moderator did something to a thread or a post, and it is kept."""

    act_id: int
    actor_id: int
    kind: str
