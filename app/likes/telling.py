"""What is told of likes, to whom, and in which words."""

from collections.abc import Iterator

from app.core.i18n import _, lazy
from app.core.subjects import find_visible
from app.core.viewer import Viewer
from app.notices.shapes import ActivityItem, Candidate, Nature, NoticeItem, NoticeKind


def _author(activity: ActivityItem) -> Iterator[Candidate]:
    """Return the author, who is told when they may still see what they wrote."""
    seen = find_visible(Viewer(account_id=activity.actor_id), [activity.subject])
    subject = seen.get(activity.subject)
    if subject is None or subject.author_id is None:
        return
    own = find_visible(Viewer(account_id=subject.author_id), [activity.subject])
    yield Candidate(account_id=subject.author_id, may_see=bool(own), is_direct=True)


def _say(item: NoticeItem) -> str:
    """Return the sentence."""
    return _("{name} likes “{title}”.", name=item.actor.display_name, title=item.subject.title)


LIKED = NoticeKind(
    kind="likes.liked",
    nature=Nature.ACTIVITY,
    label=lazy("likes of what I wrote"),
    candidates=_author,
    say=_say,
)
