"""Reading: lists, threads, and finding the page of a post."""

from flask import jsonify, request, url_for
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.forum.fragments.posts import head_state, seen_pieces
from app.forum.fragments.thread_rows import (
    frequent_tags,
    growing_list,
    list_tabs,
    this_moment,
    thread_list,
)
from app.forum.limits import NEWS_MOST
from app.forum.queries.access import access_post_row, access_thread, thread_url
from app.forum.queries.history import post_history
from app.forum.queries.lists import TABS, ListFilter, latest_lines
from app.forum.queries.new_threads import moment_of, new_threads
from app.forum.queries.overlays import friends_writing, overlays
from app.forum.queries.posts import page_of_post, post_item, posts_after, posts_under
from app.forum.views.blueprint import pages
from app.forum.views.help_queue import help_links, wanted_help
from app.forum.views.thread_page import thread_page
from app.groups import queries as groups
from app.web.current_viewer import viewer
from app.web.fragments import rendered
from app.web.guards import public, signed_in
from app.web.kept_requests import kept
from app.web.page_templates import kept_page
from app.web.paging import CURSOR, Pager, here_with, pager
from app.web.responses import render_page, see_other
from app.web.visitor_cache import keep_for_visitors


@pages.get("/questions")
@public
@kept("onglet", "groupe", "etiquette", "pour", CURSOR)
def threads() -> bytes:
    """List threads: latest, unanswered, solved or most helpful; of all groups or one."""
    looking = viewer()
    tab, tag = request.args.get("onglet", TABS[0]), request.args.get("etiquette") or None
    if tab not in TABS:
        raise NotFound
    slug, cursor = request.args.get("groupe"), request.args.get(CURSOR)
    group = groups.group_access_by_slug(looking, slug).group if slug else None
    group_id = group.id if group else None
    since, wanted = this_moment(), wanted_help(looking, tab, request.args.get("pour", ""))
    asked = {"tab": tab, "group_id": group_id, "tag": tag, "cursor": cursor}
    which = ListFilter(**asked | dict(wanted.narrowing))
    page = latest_lines(looking, which)
    keep_for_visitors("lists")
    return kept_page(
        "forum/threads.html",
        parts={"rows": thread_list(looking, page.items), "since": since},
        lazy=lambda: {"pager": pager(page), "tabs": list_tabs(), "helps": help_links(wanted)},
        has_rows=bool(page.items),
        next_cursor=page.next_cursor,
        tab=tab,
        group=group,
        tag=tag,
        lacks=wanted.lacks,
        wanted=wanted.name,
        growing=growing_list(
            tab,
            group=group,
            tag=tag,
            is_first=not cursor and not wanted.name,
            is_last=page.next_cursor is None,
        ),
        tags=frequent_tags(looking),
    )


@pages.get("/questions/fraiches")
@signed_in
def fresh() -> Response:
    """Return, for our script, what was opened since a list was made, as who looks may see it."""
    looking = viewer()
    slug, tab = request.args.get("groupe"), request.args.get("onglet", TABS[0])
    group = groups.group_access_by_slug(looking, slug).group if slug else None
    found = new_threads(
        looking,
        since=moment_of(request.args.get("depuis", 0, type=int)),
        tab=tab,
        group_id=group.id if group else None,
        tag=request.args.get("etiquette") or None,
    )
    return jsonify(threads=[{"id": one.id, "kind": one.kind} for one in found])


@pages.get("/questions/<int:thread_id>-<slug>")
@public
@kept("page", "ordre", "repondre")
def thread(thread_id: int, slug: str) -> tuple[bytes, int] | Response:
    """Show a thread."""
    return _shown_or_sent(thread_id, slug)


@pages.get("/questions/<int:thread_id>")
@public
@kept("page", "ordre", "repondre")
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
@kept(CURSOR)
def replies(thread_id: int, post_id: int) -> str:
    """Show all replies under one answer, in the order of writing."""
    head = access_thread(viewer(), thread_id)
    root = post_item(head, post_id)
    if root is None or root.root_id is not None:
        raise NotFound
    after = request.args.get(CURSOR, 0, type=int)
    posts = posts_under(head, post_id, after=max(0, min(after, 2**62)))
    next_url = here_with(**{CURSOR: posts.items[-1].id}) if posts.has_next else None
    keep_for_visitors(head.topic, until=head.shown_until)
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
    """Return, for our script, the posts written after a number, and where the thread stands.

    The state of the thread is said when no more posts follow; so who knows the posts of an earlier
    state knows whether anything but posts came in between.
    """
    head = access_thread(viewer(), thread_id)
    after = request.args.get(CURSOR, 0, type=int)
    most = request.args.get("nombre", NEWS_MOST, type=int)
    most = max(1, min(most, NEWS_MOST))
    items = posts_after(head, max(0, min(after, 2**62)), most=most)
    last_number = items[-1].number if items else 0
    is_whole = len(items) < most
    return rendered(
        "forum/_news.html",
        posts=seen_pieces(items, overlays(viewer(), head, items), friends_writing(viewer(), items)),
        version=head.version if is_whole else None,
        last_number=max(head.post_count, last_number) if is_whole else last_number,
        state=head_state(head) if is_whole else None,
    )


@pages.get("/questions/messages/<int:post_id>/repondre")
@public
def reply_to(post_id: int) -> Response:
    """Send to the place where one replies to a post."""
    _post, thread, _access = access_post_row(viewer(), post_id)
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
        query = request.query_string.decode("ascii", "replace")
        return see_other(f"{head.url}?{query}" if query else head.url)
    keep_for_visitors(head.topic, until=head.shown_until)
    return thread_page(head)


def _more_url(thread_id: int, post_id: int) -> str:
    """Return the address of all replies under an answer."""
    return url_for("forum.replies", thread_id=thread_id, post_id=post_id)
