"""Posts as HTML, rendered once for everybody: the page, the cache and the live push share it."""

from collections.abc import Iterable

from app.core.i18n import language
from app.forum.queries.posts import posts_of_page
from app.forum.shapes import PostItem, PostPiece, ThreadHead
from app.web.fragments import fragments, rendered


def pieces_of(items: Iterable[PostItem]) -> tuple[PostPiece, ...]:
    """Render posts as anybody sees them, cut around what depends on who looks."""
    return tuple(
        PostPiece(
            post=item,
            before=rendered("forum/_post_before.html", post=item),
            actions=rendered("forum/_post_actions.html", post=item, overlay=None),
            after=rendered("forum/_post_after.html", post=item),
        )
        for item in items
    )


def page_pieces(head: ThreadHead, *, page: int, order: str) -> tuple[tuple[PostPiece, ...], bool]:
    """Return the posts of a page, and whether another follows; kept while nothing changes."""

    def make() -> tuple[tuple[PostPiece, ...], bool]:
        posts = posts_of_page(head, page=page, order=order)
        return pieces_of(posts.items), posts.has_next

    return fragments().find_or_make(
        ("forum.page", head.id, head.version, page, order, language()), make
    )
