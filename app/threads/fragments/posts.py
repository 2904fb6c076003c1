"""Posts as HTML, rendered once for everybody: the page, the cache and the live push share it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from app.core.i18n import language
from app.threads.kinds import kind_of, macros_of
from app.threads.queries.access import thread_head
from app.threads.queries.posts import post_item, posts_of_page
from app.threads.shapes import PostItem, PostOverlay, PostsOfPage, ThreadHead
from app.web.fragments import Html, decoded, fragments, macro, rendered
from app.web.holes import PageTemplate, cut, hole

_NOTHING = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPost:
    """A post as anybody sees it, with holes for the mark of a friend and for what one can do."""

    post: PostItem
    """Without its HTML, which stands in the template."""
    template: PageTemplate
    actions: bytes
    """What anybody can do with it."""

    @property
    def html(self) -> str:
        """The whole, as anybody sees it."""
        return self.template.filled({"friend": _NOTHING, "actions": self.actions}).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """The posts of one page of a thread."""

    rendered: tuple[RenderedPost, ...]
    """In reading order."""
    has_next: bool
    """Another page follows."""

    @property
    def posts(self) -> PostsOfPage:
        """The posts themselves, without their HTML."""
        return PostsOfPage(items=tuple(one.post for one in self.rendered), has_next=self.has_next)


def rendered_posts(head: ThreadHead, items: Iterable[PostItem]) -> tuple[RenderedPost, ...]:
    """Render posts of a thread as anybody sees them."""
    return tuple(_rendered(head, item) for item in items)


def rendered_page(head: ThreadHead, *, page: int, order: str) -> RenderedPage:
    """Return the posts of a page; kept while nothing changes."""

    def make() -> RenderedPage:
        posts = posts_of_page(head, page=page, order=order)
        return RenderedPage(rendered=rendered_posts(head, posts.items), has_next=posts.has_next)

    key = ("threads.page", head.id, head.version, head.facts, page, order, language())
    return fragments().find_or_make(key, make)


def head_at(thread_id: int, version: int) -> ThreadHead | None:
    """Return a thread as nobody in particular sees it, as a version made it; kept."""
    key = ("threads.head", thread_id, version)
    return fragments().find_or_make(key, lambda: thread_head(thread_id))


def rendered_post(head: ThreadHead, post_id: int) -> RenderedPost | None:
    """Return one post; a new one is pushed, and answered to who wrote it, as rendered once."""

    def make() -> RenderedPost | None:
        item = post_item(head, post_id)
        return None if item is None else _rendered(head, item)

    key = ("threads.post", head.id, head.version, head.facts, post_id, language())
    return fragments().find_or_make(key, make)


def seen_posts(
    head: ThreadHead,
    posts: Iterable[RenderedPost],
    overlays: Mapping[int, PostOverlay],
    friends: Collection[int],
) -> bytes:
    """Return posts one after another, as one viewer sees them.

    Args:
        head: of their thread.
        posts: rendered for anybody.
        overlays: what this viewer sees otherwise than anybody, by post.
        friends: authors who are friends of this viewer.
    """
    texts: list[bytes] = []
    for one in posts:
        overlay = overlays.get(one.post.id)
        actions = one.actions if overlay is None else _own_actions(head, one.post, overlay)
        friend = _friend_mark() if one.post.author.id in friends else _NOTHING
        texts.append(one.template.filled({"friend": friend, "actions": actions}))
    return b"".join(texts)


def seen_items(
    head: ThreadHead,
    items: Iterable[PostItem],
    overlays: Mapping[int, PostOverlay],
    friends: Collection[int] = (),
) -> Html:
    """Return posts that are not kept one after another, as one viewer sees them."""
    return decoded(seen_posts(head, rendered_posts(head, items), overlays, friends))


def post_actions(head: ThreadHead, post: PostItem, overlay: PostOverlay | None) -> Html:
    """Return what one can do with a post; without an overlay, what anybody can."""
    macros = macros_of(kind_of(head.kind))
    return rendered("threads/_post_actions.html", kind=macros, post=post, overlay=overlay)


def head_state(head: ThreadHead) -> dict[str, str]:
    """Return what stands above a thread and changes while it is read, as HTML by its place.

    The page, each push, and catching up share it: every mark has this one source.
    """
    featured = post_item(head, head.featured_id) if head.featured_id else None
    macros = macros_of(kind_of(head.kind))
    return {
        "title": head.title,
        "marks": macros.thread_marks(head),
        "notice": macros.thread_notice(head),
        "pointer": macros.featured_pointer(featured),
        "answers": macros.answer_count(head),
    }


def _friend_mark() -> bytes:
    """Return what stands behind the name of a friend."""
    return fragments().find_or_make(
        ("threads.friend_mark", language()),
        lambda: macro("parts/badges.html", "friend_badge")().encode(),
    )


def _own_actions(head: ThreadHead, post: PostItem, overlay: PostOverlay) -> bytes:
    """Return what a viewer may do with a post; kept for all who may do the same."""
    return fragments().find_or_make(
        ("threads.actions", post.id, head.version, overlay, language()),
        lambda: post_actions(head, post, overlay).encode(),
    )


def _rendered(head: ThreadHead, post: PostItem) -> RenderedPost:
    """Render one post, and cut it where the mark of a friend and the actions stand."""
    html = rendered(
        "threads/_post.html",
        kind=macros_of(kind_of(head.kind)),
        post=post,
        mark=hole("friend"),
        actions=hole("actions"),
    )
    return RenderedPost(
        post=replace(post, html=Html()),
        template=cut(html),
        actions=post_actions(head, post, None).encode(),
    )
