"""Lists of questions."""

from flask import jsonify, request
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.forum.fragments.thread_rows import (
    frequent_tags,
    growing_list,
    list_tabs,
    this_moment,
    thread_list,
)
from app.forum.queries.lists import TABS, ListFilter, latest_lines
from app.forum.queries.new_threads import moment_of, new_threads
from app.forum.views.blueprint import pages
from app.forum.views.help_queue import help_links, wanted_help
from app.groups import queries as groups
from app.web.current_viewer import viewer
from app.web.guards import public, signed_in
from app.web.kept_requests import kept
from app.web.offline import readable_offline
from app.web.page_templates import kept_page
from app.web.paging import CURSOR, pager
from app.web.visitor_cache import keep_for_visitors


@pages.get("/questions")
@public
@readable_offline
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
