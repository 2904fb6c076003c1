"""What one viewer may do with answers, and the forum alone knows."""

from collections.abc import Iterable

from app.core.viewer import Viewer
from app.forum import policy
from app.forum.queries.facts import helped_ids, question_facts
from app.forum.shapes import AnswerOverlay
from app.threads.shapes import PostItem, ThreadHead

_NOTHING = AnswerOverlay()


def answer_overlays(
    viewer: Viewer, head: ThreadHead, items: Iterable[PostItem]
) -> dict[int, AnswerOverlay]:
    """Return what this viewer sees otherwise than anybody, by post. No query."""
    helped = helped_ids(head)
    may_accept = policy.may_accept(viewer, head)
    may_check = question_facts(head).is_asked and policy.may_check(head)
    found: dict[int, AnswerOverlay] = {}
    for item in items:
        is_mine = viewer.is_account(item.author.id)
        is_own_find = is_mine and item.author.id != head.author_id
        overlay = AnswerOverlay(
            has_helped=item.id in helped,
            may_accept=may_accept and item.is_answer and (not is_own_find or item.is_featured),
            may_plan_check=item.is_featured
            and policy.may_plan_check(viewer, head, answerer_id=item.author.id),
            may_check=may_check and item.is_featured,
        )
        if overlay != _NOTHING:
            found[item.id] = overlay
    return found
