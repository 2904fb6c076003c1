"""Posts as HTML, rendered once for everybody: the page, the cache and the live push share it."""

import secrets
from collections.abc import Iterable, Mapping

from app.core.i18n import language
from app.forum.queries.posts import posts_of_page
from app.forum.shapes import PagePieces, PostItem, PostOverlay, PostPiece, ThreadHead
from app.web.fragments import Html, fragments, joined, rendered

_GAP = secrets.token_hex(8)
"""Stands where the actions go; drawn at each start, so that nobody can type it."""


def pieces_of(items: Iterable[PostItem]) -> tuple[PostPiece, ...]:
    """Render posts as anybody sees them, cut around what depends on who looks."""
    return tuple(map(_piece, items))


def page_pieces(head: ThreadHead, *, page: int, order: str) -> PagePieces:
    """Return the posts of a page; kept while nothing changes."""

    def make() -> PagePieces:
        posts = posts_of_page(head, page=page, order=order)
        return PagePieces(pieces=pieces_of(posts.items), has_next=posts.has_next)

    return fragments().find_or_make(
        ("forum.page", head.id, head.version, page, order, language()), make
    )


def seen_pieces(
    pieces: Iterable[PostPiece], overlays: Mapping[int, PostOverlay], *, version: int
) -> Html:
    """Return posts one after another, as one viewer sees them.

    Args:
        pieces: the posts.
        overlays: what this viewer sees otherwise than anybody, by post.
        version: of the thread.
    """
    texts: list[Html] = []
    for piece in pieces:
        overlay = overlays.get(piece.post.id)
        actions = piece.actions if overlay is None else _actions(piece.post, overlay, version)
        texts += (piece.before, actions, piece.after)
    return joined(texts)


def _actions(post: PostItem, overlay: PostOverlay, version: int) -> Html:
    """Return what a viewer may do with a post; kept for all who may do the same."""
    return fragments().find_or_make(
        ("forum.actions", post.id, version, overlay, language()),
        lambda: rendered("forum/_post_actions.html", post=post, overlay=overlay),
    )


def _piece(post: PostItem) -> PostPiece:
    """Render one post, and cut it where the actions stand."""
    before, _gap, after = rendered("forum/_post.html", post=post, actions=_GAP).partition(_GAP)
    actions = rendered("forum/_post_actions.html", post=post, overlay=None)
    return PostPiece(post=post, before=before, actions=actions, after=after)
