"""What one viewer sees otherwise than anybody."""

from collections.abc import Iterable
from dataclasses import replace

from app.accounts import queries as accounts
from app.core.viewer import Viewer
from app.likes import queries as likes
from app.threads.kinds import kind_of
from app.threads.shapes import PostItem, PostOverlay, ThreadHead


def friends_writing(viewer: Viewer, items: Iterable[PostItem]) -> frozenset[int]:
    """Return the authors who are friends of this viewer. One query, if others wrote at all."""
    if viewer.is_guest:
        return frozenset()
    authors = {item.author.id for item in items if not item.is_deleted}
    return accounts.friends_among(viewer.known_id, authors - {viewer.known_id, 0})


def overlays(viewer: Viewer, head: ThreadHead, items: Iterable[PostItem]) -> dict[int, PostOverlay]:
    """Return what this viewer sees otherwise than anybody, by post. One query, if any is liked."""
    known = list(items)
    shown = [item for item in known if not item.is_deleted]
    if viewer.is_guest or not known:
        return {}
    liked = likes.liked_among(viewer, [item.ref for item in shown if item.likes.count])
    of_kind = kind_of(head.kind).overlays
    extras = of_kind(viewer, head, shown) if of_kind else {}
    found = _of_hidden(viewer, known) if head.may_moderate else {}
    for item in shown:
        is_mine = viewer.is_account(item.author.id)
        if is_mine or head.may_moderate or item.ref in liked or item.id in extras:
            found[item.id] = PostOverlay(
                likes=replace(item.likes, is_mine=item.ref in liked),
                is_mine=is_mine,
                may_edit=head.may_moderate
                or (is_mine and head.access.may_post and not head.is_closed),
                may_delete=is_mine or head.may_moderate,
                may_hide=head.may_moderate and not is_mine,
                extra=extras.get(item.id),
            )
    return found


def _of_hidden(viewer: Viewer, items: Iterable[PostItem]) -> dict[int, PostOverlay]:
    """Return what moderators see of hidden posts of others: that they may restore them."""
    return {
        item.id: PostOverlay(
            likes=item.likes, is_mine=False, may_edit=False, may_delete=False, may_restore=True
        )
        for item in items
        if item.is_hidden and not viewer.is_account(item.author.id)
    }
