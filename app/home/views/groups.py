"""A group's page: its head from one room, its threads from another."""

from flask import Blueprint, request

from app.core.errors import NotFound
from app.core.paging import Page
from app.forum.fragments.thread_rows import growing_list, list_tabs, this_moment, thread_lists
from app.forum.queries.lists import TABS, ListFilter, latest_lines, pinned_lines
from app.groups import queries as groups
from app.home.fragments.activity import activity_picture
from app.web.current_viewer import viewer
from app.web.fragments import decoded
from app.web.guards import public
from app.web.kept_requests import kept
from app.web.offline import readable_offline
from app.web.paging import CURSOR, pager
from app.web.responses import render_page
from app.web.visitor_cache import keep_for_visitors

pages = Blueprint("home_groups", __name__)
WAITING = 3
"""Unanswered questions shown above the others."""


@pages.get("/groupes/<slug>")
@public
@readable_offline
@kept("onglet", CURSOR)
def group(slug: str) -> str:
    """Show a group: what waits for an answer, then the latest; only its head to outsiders."""
    head = groups.group_head(viewer(), slug)
    tab = request.args.get("onglet", TABS[0])
    if tab not in TABS:
        raise NotFound
    group_id, may_read = head.access.group.id, head.access.may_read
    cursor = request.args.get(CURSOR)
    is_first = cursor is None and tab == TABS[0] and may_read
    since = this_moment()
    which = ListFilter(tab=tab, group_id=group_id, cursor=cursor)
    page = latest_lines(viewer(), which) if may_read else Page(items=(), next_cursor=None)
    waiting = ListFilter(tab="sans-reponse", group_id=group_id, size=WAITING)
    lists = thread_lists(
        viewer(),
        pinned_lines(viewer(), group_id) if is_first else (),
        latest_lines(viewer(), waiting).items if is_first else (),
        page.items,
        level=3,
    )
    keep_for_visitors("lists", f"group:{group_id}")
    return render_page(
        "home/group.html",
        head=head,
        **dict(zip(("pinned", "waiting", "rows"), map(decoded, lists), strict=True)),
        pager=pager(page),
        since=decoded(since),
        growing=growing_list(
            tab,
            group=head.access.group,
            is_first=cursor is None,
            is_last=page.next_cursor is None,
        ),
        tab=tab,
        tabs=list_tabs(),
        leaders=groups.leaders(group_id) if may_read else (),
        activity=activity_picture(group_id) if may_read else "",
    )
