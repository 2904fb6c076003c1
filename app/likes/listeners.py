"""What follows from a like."""

from app.core.events import SubjectRemoved
from app.core.subjects import find_visible
from app.core.transaction import atomic
from app.core.viewer import Viewer
from app.likes import queries, services
from app.likes.events import SubjectLiked, SubjectUnliked
from app.live import services as live
from app.notices import services as notices


def tell_author(event: SubjectLiked) -> None:
    """Put the like in the author's news."""
    if event.author_id is not None:
        notices.record("likes.liked", event.ref, actor_id=event.account_id)


def show_count(event: SubjectLiked | SubjectUnliked) -> None:
    """Let every browser that shows the subject show the new count."""
    viewer = Viewer(account_id=event.account_id)
    subject = find_visible(viewer, [event.ref]).get(event.ref)
    if subject is not None and subject.topic is not None:
        count = queries.like_count(event.ref)
        live.push(subject.topic, "likes.count", {"ref": str(event.ref), "count": count})


def forget(event: SubjectRemoved) -> None:
    """Drop the likes of what is gone."""
    with atomic():
        services.forget(event.ref)
