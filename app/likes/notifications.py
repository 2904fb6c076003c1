"""What is told of likes, to whom, and in which words."""

from collections.abc import Iterator

from app.accounts import queries as accounts
from app.core.i18n import lazy, ngettext
from app.core.subjects import find_visible
from app.notices.enums import Merging, Nature
from app.notices.shapes import ActivityItem, Candidate, NoticeItem, NoticeKind

KIND = "likes.liked"


def _author(activity: ActivityItem) -> Iterator[Candidate]:
    """The author, who is told when they may still see what they wrote."""
    for account_id, kind in activity.concerns.items():
        own = find_visible(accounts.absent_viewer(account_id), [activity.subject])
        yield Candidate(account_id=account_id, may_see=bool(own), kind=kind)


def _say(item: NoticeItem) -> str:
    """Return the sentence."""
    return ngettext(
        "{who} likes what you wrote in “{title}”.",
        "{who} like what you wrote in “{title}”.",
        item.people,
        who=item.who,
        title=item.subject.title,
    )


LIKED = NoticeKind(
    kind=KIND,
    nature=Nature.ACTIVITY,
    label=lazy("likes of what I wrote"),
    candidates=_author,
    merging=Merging.SUBJECT,
    is_thinned=True,
    say=_say,
)
