"""What follows from a like."""

from app.core.events import SubjectRemoved
from app.likes import queries, services
from app.likes.events import SubjectLiked, SubjectUnliked
from app.likes.notifications import KIND
from app.live import services as live
from app.notices import services as notices


def tell_author(event: SubjectLiked) -> None:
    """Put the like in the author's news: once, however often it is given and taken back."""
    if event.author_id is not None:
        notices.record(
            KIND,
            event.ref,
            actor_id=event.account_id,
            container=event.container,
            audience=event.audience,
            concerns={event.author_id: KIND},
            once=True,
        )


def take_back(event: SubjectUnliked) -> None:
    """Say nothing more of a like that was taken back."""
    notices.take_back(KIND, event.ref, actor_id=event.account_id)


def show_count(event: SubjectLiked | SubjectUnliked) -> None:
    """Let every browser that shows the subject show the new count."""
    if event.topic is not None:
        count = queries.like_count(event.ref)
        live.push(event.topic, "likes.count", {"ref": str(event.ref), "count": count})


def forget(event: SubjectRemoved) -> None:
    """Drop the likes of what is gone."""
    services.forget(event.ref)
