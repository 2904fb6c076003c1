"""Reading a thread, and finding the page of a post."""

from flask import g, request, url_for
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.threads.fragments.posts import head_state, seen_items
from app.threads.kinds import kind_of
from app.threads.limits import NEWS_MOST
from app.threads.queries.hidden_posts import hidden_opening
from app.threads.queries.history import post_history
from app.threads.queries.overlays import friends_writing, overlays
from app.threads.queries.posts import page_of_post, post_item, posts_after, posts_under
from app.threads.shapes import ThreadHead
from app.threads.views.blueprint import asked_post, asked_thread, named_thread, pages
from app.threads.views.thread_page import shown_thread
from app.web.current_viewer import viewer
from app.web.fragments import rendered
from app.web.guards import public
from app.web.kept_requests import kept
from app.web.offline import readable_offline
from app.web.paging import CURSOR, Pager, here_with
from app.web.responses import render_page, see_other
from app.web.visitor_cache import keep_for_visitors


@pages.get("/<threads:base>/<int:thread_id>-<slug>")
@pages.get("/<threads:base>/<int:thread_id>")
@public
@readable_offline
@kept("page", "ordre", "repondre")
def thread(thread_id: int) -> tuple[bytes, int] | Response:
    """Show a thread under its one address; send there from any other.

    A hidden one is shown to those who may restore it, on a page of its own.
    """
    try:
        head = asked_thread(thread_id)
    except NotFound:
        post_id = hidden_opening(viewer(), thread_id)
        if post_id is None:
            raise
        return see_other(url_for("threads.restore", base=g.thread_base, post_id=post_id))
    if request.path != head.url:
        query = request.query_string.decode("ascii", "replace")
        return see_other(f"{head.url}?{query}" if query else head.url)
    return shown_thread(head)


@pages.get("/<threads:base>/<name>")
@public
@readable_offline
@kept("page", "ordre", "repondre")
def named(name: str) -> tuple[bytes, int] | Response:
    """Show a thread whose address is made of a name."""
    return thread(named_thread(name))


@pages.get("/<threads:base>/<int:thread_id>/messages/<int:post_id>")
@public
def post(thread_id: int, post_id: int) -> Response:
    """Send to the page on which a post stands."""
    head = asked_thread(thread_id)
    found = page_of_post(head, post_id)
    if found is None:
        raise NotFound
    page, shown_id = found
    query = f"?page={page}" if page > 1 else ""
    if shown_id != post_id:
        return see_other(f"{_more_url(head, shown_id)}?{CURSOR}={post_id - 1}#m{post_id}")
    return see_other(f"{head.url}{query}#m{post_id}")


@pages.get("/<threads:base>/<int:thread_id>/suite/<int:post_id>")
@public
@kept(CURSOR)
def replies(thread_id: int, post_id: int) -> str:
    """Show all replies under one answer, in the order of writing."""
    head = asked_thread(thread_id)
    root = post_item(head, post_id)
    if root is None or root.root_id is not None:
        raise NotFound
    after = request.args.get(CURSOR, 0, type=int)
    posts = posts_under(head, post_id, after=max(0, min(after, 2**62)))
    next_url = here_with(**{CURSOR: posts.items[-1].id}) if posts.has_next else None
    keep_for_visitors(head.topic, until=head.facts.shown_until)
    items = [root, *posts.items]
    return render_page(
        "threads/replies.html",
        head=head,
        posts=seen_items(head, items, {}, friends_writing(viewer(), items)),
        pager=Pager(next_url=next_url, previous_url=None),
    )


@pages.get("/<threads:base>/<int:thread_id>/nouveautes")
@public
def news(thread_id: int) -> str:
    """Return, for our script, the posts written after a number, and where the thread stands.

    The state of the thread is said when no more posts follow; so who knows the posts of an earlier
    state knows whether anything but posts came in between.
    """
    head = asked_thread(thread_id)
    after = request.args.get(CURSOR, 0, type=int)
    most = request.args.get("nombre", NEWS_MOST, type=int)
    most = max(1, min(most, NEWS_MOST))
    items = posts_after(head, max(0, min(after, 2**62)), most=most)
    is_whole = len(items) < most
    own, friends = overlays(viewer(), head, items), friends_writing(viewer(), items)
    return rendered(
        "threads/_news.html",
        posts=seen_items(head, items, own, friends),
        version=head.version if is_whole else None,
        # Of the same row as the version: a post may have come since that was read. Were it counted,
        # it would stand for an edit that a page has missed, and the page would never ask for that.
        last_number=head.post_count if is_whole else items[-1].number,
        state=head_state(head) if is_whole else None,
    )


@pages.get("/<threads:base>/messages/<int:post_id>/repondre")
@public
def reply_to(post_id: int) -> Response:
    """Send to the place where one replies to a post."""
    _post, thread, _access = asked_post(post_id)
    page = kind_of(thread.kind).address(thread.id, thread.slug)
    return see_other(f"{page}?repondre={post_id}#repondre")


@pages.get("/<threads:base>/messages/<int:post_id>/historique")
@public
def history(post_id: int) -> str:
    """Show how a post came to say what it says."""
    asked_post(post_id)
    return render_page("threads/history.html", history=post_history(viewer(), post_id))


def _more_url(head: ThreadHead, post_id: int) -> str:
    """Return the address of all replies under an answer."""
    return url_for("threads.replies", base=head.base, thread_id=head.id, post_id=post_id)
