"""Reading: lists, threads, and finding the page of a post."""

from flask import Blueprint, jsonify, request, url_for
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.forum.limits import NEWS_MOST
from app.forum.lines import frequent_tags, growing_list, list_tabs, this_moment, thread_list
from app.forum.pieces import seen_pieces
from app.forum.queries.access import access_post_row, access_thread, thread_url
from app.forum.queries.fresh import fresh_threads, moment_of
from app.forum.queries.history import post_history
from app.forum.queries.lists import TABS, ListFilter, latest_lines
from app.forum.queries.overlays import friends_writing, overlays
from app.forum.queries.posts import page_of_post, post_item, posts_after, posts_under
from app.forum.views.thread_page import thread_page
from app.groups import queries as groups
from app.web.answers import render_page, see_other
from app.web.guards import public, signed_in
from app.web.paging import CURSOR, Pager, here_with, pager
from app.web.shells import kept_page
from app.web.viewing import viewer
from app.web.visitor_cache import keep_for_visitors

pages = Blueprint("forum", __name__)


@pages.get("/questions")
@public
def threads() -> bytes:
    """List threads: latest, unanswered, solved or most helpful; of all groups or one."""
    looking = viewer()
    tab, tag = request.args.get("onglet", TABS[0]), request.args.get("etiquette") or None
    if tab not in TABS:
        raise NotFound
    slug, cursor = request.args.get("groupe"), request.args.get(CURSOR)
    group = groups.standing_by_slug(looking, slug).group if slug else None
    group_id = group.id if group else None
    since = this_moment()
    page = latest_lines(looking, ListFilter(tab=tab, group_id=group_id, tag=tag, cursor=cursor))
    keep_for_visitors("lists")
    return kept_page(
        "forum/threads.html",
        parts={"rows": thread_list(looking, page.items), "since": since},
        late=lambda: {"pager": pager(page), "tabs": list_tabs()},
        has_rows=bool(page.items),
        next_cursor=page.next_cursor,
        tab=tab,
        group=group,
        tag=tag,
        growing=growing_list(
            tab, group=group, tag=tag, is_first=not cursor, is_last=page.next_cursor is None
        ),
        tags=frequent_tags(looking),
    )


@pages.get("/questions/fraiches")
@signed_in
def fresh() -> Response:
    """Return, for our script, what was opened since a list was made, as who looks may see it."""
    looking = viewer()
    slug, tab = request.args.get("groupe"), request.args.get("onglet", TABS[0])
    group = groups.standing_by_slug(looking, slug).group if slug else None
    found = fresh_threads(
        looking,
        since=moment_of(request.args.get("depuis", 0, type=int)),
        tab=tab,
        group_id=group.id if group else None,
        tag=request.args.get("etiquette") or None,
    )
    return jsonify(threads=[{"id": one.id, "kind": one.kind} for one in found])


@pages.get("/questions/<int:thread_id>-<slug>")
@public
def thread(thread_id: int, slug: str) -> tuple[bytes, int] | Response:
    """Show a thread."""
    return _shown_or_sent(thread_id, slug)


@pages.get("/questions/<int:thread_id>")
@public
def thread_by_number(thread_id: int) -> tuple[bytes, int] | Response:
    """Send to the full address of a thread; show it when this is the full one."""
    return _shown_or_sent(thread_id, "")


@pages.get("/questions/<int:thread_id>/messages/<int:post_id>")
@public
def post(thread_id: int, post_id: int) -> Response:
    """Send to the page on which a post stands."""
    head = access_thread(viewer(), thread_id)
    found = page_of_post(head, post_id)
    if found is None:
        raise NotFound
    page, shown_id = found
    query = f"?page={page}" if page > 1 else ""
    if shown_id != post_id:
        return see_other(f"{_more_url(thread_id, shown_id)}?{CURSOR}={post_id - 1}#m{post_id}")
    return see_other(f"{head.url}{query}#m{post_id}")


@pages.get("/questions/<int:thread_id>/suite/<int:post_id>")
@public
def replies(thread_id: int, post_id: int) -> str:
    """Show all replies under one answer, in the order of writing."""
    head = access_thread(viewer(), thread_id)
    root = post_item(head, post_id)
    if root is None or root.root_id is not None:
        raise NotFound
    after = request.args.get(CURSOR, 0, type=int)
    posts = posts_under(head, post_id, after=max(0, min(after, 2**62)))
    next_url = here_with(**{CURSOR: posts.items[-1].id}) if posts.has_next else None
    keep_for_visitors(head.topic)
    items = [root, *posts.items]
    return render_page(
        "forum/replies.html",
        head=head,
        posts=seen_pieces(items, {}, friends_writing(viewer(), items)),
        pager=Pager(next_url=next_url, previous_url=None),
    )


@pages.get("/questions/<int:thread_id>/nouveautes")
@public
def news(thread_id: int) -> str:
    """Return, for our script, the posts written after a number: catching up after an absence."""
    head = access_thread(viewer(), thread_id)
    after = request.args.get(CURSOR, 0, type=int)
    most = request.args.get("nombre", NEWS_MOST, type=int)
    items = posts_after(head, max(0, min(after, 2**62)), most=max(1, min(most, NEWS_MOST)))
    mine = overlays(viewer(), head, items)
    return seen_pieces(items, mine, friends_writing(viewer(), items))


@pages.get("/questions/messages/<int:post_id>/repondre")
@public
def reply_to(post_id: int) -> Response:
    """Send to the place where one replies to a post."""
    _post, thread, _standing = access_post_row(viewer(), post_id)
    return see_other(f"{thread_url(thread.id, thread.slug)}?repondre={post_id}#repondre")


@pages.get("/questions/messages/<int:post_id>/historique")
@public
def history(post_id: int) -> str:
    """Show how a post came to say what it says."""
    access_post_row(viewer(), post_id)
    return render_page("forum/history.html", history=post_history(viewer(), post_id))


def _shown_or_sent(thread_id: int, slug: str) -> tuple[bytes, int] | Response:
    """Show a thread under its one address."""
    head = access_thread(viewer(), thread_id)
    if slug != head.slug:
        return see_other(head.url)
    keep_for_visitors(head.topic)
    return thread_page(head)


def _more_url(thread_id: int, post_id: int) -> str:
    """Return the address of all replies under an answer."""
    return url_for("forum.replies", thread_id=thread_id, post_id=post_id)
