"""Topics: what a browser can watch live, written `kind:id`, as in `forum.thread:12`."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from app.core.errors import NotFound
from app.core.registry import provided_by_kind
from app.core.subjects import SubjectRef
from app.core.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicKind:
    """A kind of topic, provided by the room that owns it."""

    kind: str
    access: Callable[[Viewer, int], None]
    """Returns when the viewer may watch; raises `NotFound` otherwise. The page's own door."""
    shows_presence: bool = False
    """Those who watch it see that others are there, and that they write."""
    find_admitted: Callable[[Collection[int], int], Collection[int]] | None = None
    """Those of the accounts that may watch it, found at once; asked before each delivery."""


def access_topic(viewer: Viewer, topic: str) -> None:
    """Return when the viewer may watch the topic.

    Raises:
        NotFound: it does not exist, or not for this viewer.
    """
    kind, topic_id = _kind_of(topic)
    kind.access(viewer, topic_id)


def admitted_to(topic: str, account_ids: Collection[int]) -> Collection[int]:
    """Return those of the accounts that may watch a topic now; all, when its kind does not say.

    Raises:
        NotFound: there is no such kind of topic.
    """
    kind, topic_id = _kind_of(topic)
    return account_ids if kind.find_admitted is None else kind.find_admitted(account_ids, topic_id)


def shows_presence(topic: str) -> bool:
    """Tell whether those who watch a topic see that others are there."""
    try:
        return _kind_of(topic)[0].shows_presence
    except NotFound:
        return False


def _kind_of(topic: str) -> tuple[TopicKind, int]:
    """Return the kind of a topic, and its number.

    Raises:
        NotFound: there is no such kind.
    """
    ref = SubjectRef.parse(topic)
    kinds = provided_by_kind(TopicKind)
    if ref.kind not in kinds:
        raise NotFound
    return kinds[ref.kind], ref.id
