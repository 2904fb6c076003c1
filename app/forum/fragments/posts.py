"""Posts as HTML, rendered once for everybody: the page, the cache and the live push share it."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from app.core.i18n import language
from app.forum.queries.posts import post_item, posts_of_page
from app.forum.shapes import KeptPost, PostItem, PostOverlay, PostPiece, PostsPage, ThreadHead
from app.web.fragments import Html, fragments, macro, rendered

_STATE = "forum/_state.html"
_GAP = secrets.token_hex(8)
"""Stands where the actions go; drawn at each start, so that nobody can type it."""
_MARK = secrets.token_hex(8)
"""Stands where authors are marked as friends."""


def pieces_of(items: Iterable[PostItem]) -> tuple[PostPiece, ...]:
    """Render posts as anybody sees them, cut around what depends on who looks."""
    return tuple(map(_piece, items))


def posts_page(head: ThreadHead, *, page: int, order: str) -> PostsPage:
    """Return the posts of a page; kept while nothing changes."""

    def make() -> PostsPage:
        posts = posts_of_page(head, page=page, order=order)
        return PostsPage(kept=tuple(map(_kept, pieces_of(posts.items))), has_next=posts.has_next)

    return fragments().find_or_make(
        ("forum.page", head.id, head.version, head.is_check_due, page, order, language()), make
    )


def seen_posts(
    posts: Iterable[KeptPost],
    overlays: Mapping[int, PostOverlay],
    friends: Collection[int],
    *,
    version: int,
) -> bytes:
    """Return posts one after another, as one viewer sees them.

    Args:
        posts: of a page.
        overlays: what this viewer sees otherwise than anybody, by post.
        friends: authors who are friends of this viewer.
        version: of the thread.
    """
    texts: list[bytes] = []
    for kept in posts:
        overlay = overlays.get(kept.post.id)
        actions = kept.actions if overlay is None else _own_actions(kept.post, overlay, version)
        mark = _friend_mark().encode() if kept.post.author.id in friends else b""
        texts += (kept.before, mark, kept.text, actions, kept.after)
    return b"".join(texts)


def seen_pieces(
    items: Iterable[PostItem],
    overlays: Mapping[int, PostOverlay],
    friends: Collection[int] = (),
) -> Html:
    """Return posts that are not kept one after another, as one viewer sees them."""
    return Html().join(
        part
        for piece in pieces_of(items)
        for part in (
            piece.before,
            _friend_mark() if piece.post.author.id in friends else Html(),
            piece.text,
            rendered("forum/_post_actions.html", post=piece.post, overlay=overlays[piece.post.id])
            if piece.post.id in overlays
            else piece.actions,
            piece.after,
        )
    )


def head_state(head: ThreadHead) -> dict[str, str]:
    """Return what stands above a thread and changes while it is read, as HTML by its place.

    The page, each push, and catching up share it: every mark has this one source.
    """
    solution = post_item(head, head.solution_id) if head.solution_id else None
    return {
        "title": head.title,
        "marks": macro(_STATE, "thread_marks")(head),
        "notice": macro(_STATE, "duplicate_notice")(head),
        "pointer": macro(_STATE, "solution_pointer")(solution),
        "answers": macro(_STATE, "answer_count")(head),
    }


def _friend_mark() -> Html:
    """Return what stands behind the name of a friend."""
    return fragments().find_or_make(
        ("forum.friend_mark", language()), macro("parts/badges.html", "friend_badge")
    )


def _own_actions(post: PostItem, overlay: PostOverlay, version: int) -> bytes:
    """Return what a viewer may do with a post; kept for all who may do the same."""
    return fragments().find_or_make(
        ("forum.actions", post.id, version, overlay, language()),
        lambda: rendered("forum/_post_actions.html", post=post, overlay=overlay).encode(),
    )


def _kept(piece: PostPiece) -> KeptPost:
    """Return a rendered post as it is kept."""
    return KeptPost(
        post=replace(piece.post, html=Html()),
        before=piece.before.encode(),
        text=piece.text.encode(),
        actions=piece.actions.encode(),
        after=piece.after.encode(),
    )


def _piece(post: PostItem) -> PostPiece:
    """Render one post, and cut it where the mark of a friend and the actions stand."""
    whole = rendered("forum/_post.html", post=post, mark=_MARK, actions=_GAP)
    upper, _gap, after = whole.partition(_GAP)
    before, _mark, text = upper.partition(_MARK)
    actions = rendered("forum/_post_actions.html", post=post, overlay=None)
    return PostPiece(post=post, before=before, text=text, actions=actions, after=after)
