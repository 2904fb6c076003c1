"""Topics: what a browser can watch live, written `kind:id`, as in `forum.thread:12`."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app

from app.core.errors import NotFound
from app.core.subjects import SubjectRef
from app.core.viewer import Viewer

TOPICS = "entraide_topics"
"""Where the factory keeps the kinds of topics, in `app.extensions`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicKind:
    """A kind of topic, registered on the card of the room that owns it."""

    kind: str
    access: Callable[[Viewer, int], None]
    """Returns when the viewer may watch; raises `NotFound` otherwise. The page's own door."""


def access_topic(viewer: Viewer, topic: str) -> None:
    """Return when the viewer may watch the topic.

    Raises:
        NotFound: it does not exist, or not for this viewer.
    """
    ref = SubjectRef.parse(topic)
    kinds: dict[str, TopicKind] = current_app.extensions[TOPICS]
    kind = kinds.get(ref.kind)
    if kind is None:
        raise NotFound
    kind.access(viewer, ref.id)
