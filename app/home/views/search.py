"""Search over all that can be found."""

from flask import Blueprint, request

from app.core.errors import NotFound
from app.core.limits import hit, network_of
from app.groups import queries as groups
from app.home.finding import found, found_lines
from app.home.shapes import KINDS
from app.search.limits import QUERY_LENGTH
from app.search.services import FOUND
from app.search.shapes import Narrowing
from app.web.guards import public
from app.web.paging import CURSOR, here_with, pager
from app.web.shells import kept_page
from app.web.viewing import viewer
from app.web.visitor_cache import keep_for_visitors

pages = Blueprint("home_search", __name__)


@pages.get("/recherche")
@public
def search() -> bytes:
    """Find threads, answers, groups and people; only what the viewer may see."""
    looking = viewer()
    typed = request.args.get("q", "")[:QUERY_LENGTH]
    kind, slug = request.args.get("type") or None, request.args.get("groupe") or None
    if kind is not None and kind not in KINDS:
        raise NotFound
    hit("120 per minute", "search", looking.account_id or network_of(request.remote_addr or ""))
    group = groups.standing_by_slug(looking, slug).group if slug else None
    narrowing = Narrowing(
        group_id=group.id if group else None, kinds=(kind,) if kind is not None else ()
    )
    page = found(looking, typed, narrowing=narrowing, cursor=request.args.get(CURSOR))
    keep_for_visitors(FOUND)
    return kept_page(
        "home/search.html",
        parts={"rows": found_lines(page.items)},
        late=lambda: {
            "pager": pager(page),
            "kinds": [(name, here_with(type=name, **{CURSOR: None})) for name in KINDS],
            "all_url": here_with(type=None, **{CURSOR: None}),
            "length": QUERY_LENGTH,
        },
        typed=typed,
        has_rows=bool(page.items),
        next_cursor=page.next_cursor,
        group=group,
        kind=kind,
    )
