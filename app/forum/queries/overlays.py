"""What one viewer sees otherwise than anybody."""

from collections.abc import Iterable
from dataclasses import replace

from app.accounts import queries as accounts
from app.core.viewer import Viewer
from app.forum import policy
from app.forum.shapes import PostItem, PostOverlay, ThreadHead
from app.likes import queries as likes


def friends_writing(viewer: Viewer, items: Iterable[PostItem]) -> frozenset[int]:
    """Return the authors who are friends of this viewer. One query, if others wrote at all."""
    if viewer.is_guest:
        return frozenset()
    authors = {item.author.id for item in items if not item.is_deleted}
    return accounts.friends_among(viewer.known_id, authors - {viewer.known_id, 0})


def overlays(viewer: Viewer, head: ThreadHead, items: Iterable[PostItem]) -> dict[int, PostOverlay]:
    """Return what this viewer sees otherwise than anybody, by post. One query, if any is liked."""
    shown = [item for item in items if not item.is_deleted]
    if viewer.is_guest or not shown:
        return {}
    liked = likes.liked_among(viewer, [item.ref for item in shown if item.likes.count])
    is_moderator = policy.may_moderate(viewer, head.access)
    may_accept = policy.may_accept(viewer, head.access, head)
    may_check = (head.is_check_due or head.is_outdated) and policy.may_check(
        viewer, head.access, is_closed=head.is_closed
    )
    found: dict[int, PostOverlay] = {}
    for item in shown:
        is_mine = item.author.id == viewer.account_id
        is_own_find = is_mine and item.author.id != head.author_id
        may_choose = may_accept and item.is_answer and (not is_own_find or item.is_solution)
        is_checked_here = may_check and item.is_solution
        is_touched = item.ref in liked or item.id in head.helped_ids
        if is_mine or is_moderator or may_choose or is_touched or is_checked_here:
            found[item.id] = PostOverlay(
                likes=replace(item.likes, is_mine=item.ref in liked),
                is_mine=is_mine,
                has_helped=item.id in head.helped_ids,
                may_edit=is_moderator or (is_mine and head.access.may_post and not head.is_closed),
                may_delete=is_mine or is_moderator,
                may_accept=may_choose,
                may_plan_check=item.is_solution
                and policy.may_plan_check(viewer, head.access, head, answerer_id=item.author.id),
                may_check=is_checked_here,
            )
    return found
