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
    is_moderator = policy.may_moderate(viewer, head.standing)
    may_accept = policy.may_accept(viewer, head.standing, head)
    found: dict[int, PostOverlay] = {}
    for item in shown:
        is_mine = item.author.id == viewer.account_id
        may_choose = may_accept and item.is_answer
        if is_mine or is_moderator or may_choose or item.ref in liked or item.id in head.helped_ids:
            found[item.id] = PostOverlay(
                likes=replace(item.likes, is_mine=item.ref in liked),
                is_mine=is_mine,
                has_helped=item.id in head.helped_ids,
                may_edit=is_moderator
                or (is_mine and head.standing.may_post and not head.is_closed),
                may_delete=is_mine or is_moderator,
                may_accept=may_choose,
            )
    return found
