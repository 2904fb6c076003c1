"""Posts as HTML, rendered once for everybody: the page, the cache and the live push share it."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.core.i18n import language
from app.forum.queries.posts import posts_of_page
from app.forum.shapes import KeptPost, PostItem, PostOverlay, PostPiece, PostsPage, ThreadHead
from app.web.fragments import Html, fragments, rendered

_GAP = secrets.token_hex(8)
"""Stands where the actions go; drawn at each start, so that nobody can type it."""


def pieces_of(items: Iterable[PostItem]) -> tuple[PostPiece, ...]:
    """Render posts as anybody sees them, cut around what depends on who looks."""
    return tuple(map(_piece, items))


def posts_page(head: ThreadHead, *, page: int, order: str) -> PostsPage:
    """Return the posts of a page; kept while nothing changes."""

    def make() -> PostsPage:
        posts = posts_of_page(head, page=page, order=order)
        return PostsPage(kept=tuple(map(_kept, pieces_of(posts.items))), has_next=posts.has_next)

    return fragments().find_or_make(
        ("forum.page", head.id, head.version, page, order, language()), make
    )


def seen_posts(
    posts: Iterable[KeptPost], overlays: Mapping[int, PostOverlay], *, version: int
) -> bytes:
    """Return posts one after another, as one viewer sees them.

    Args:
        posts: of a page.
        overlays: what this viewer sees otherwise than anybody, by post.
        version: of the thread.
    """
    texts: list[bytes] = []
    for kept in posts:
        overlay = overlays.get(kept.post.id)
        actions = kept.actions if overlay is None else _own_actions(kept.post, overlay, version)
        texts += (kept.before, actions, kept.after)
    return b"".join(texts)


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
        actions=piece.actions.encode(),
        after=piece.after.encode(),
    )


def _piece(post: PostItem) -> PostPiece:
    """Render one post, and cut it where the actions stand."""
    before, _gap, after = rendered("forum/_post.html", post=post, actions=_GAP).partition(_GAP)
    actions = rendered("forum/_post_actions.html", post=post, overlay=None)
    return PostPiece(post=post, before=before, actions=actions, after=after)
