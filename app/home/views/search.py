"""Search over all that can be found."""

from flask import Blueprint, request

from app.core.errors import NotFound
from app.core.limits import hit, network_of
from app.groups import queries as groups
from app.home.queries import found
from app.home.shapes import KINDS
from app.search.limits import QUERY_LENGTH
from app.search.shapes import Narrowing
from app.web.answers import render_page
from app.web.guards import public
from app.web.paging import CURSOR, here_with, pager
from app.web.viewing import viewer

pages = Blueprint("home_search", __name__)


@pages.get("/recherche")
@public
def search() -> str:
    """Find threads, answers, groups and people; only what the viewer may see."""
    typed = request.args.get("q", "")[:QUERY_LENGTH]
    kind, slug = request.args.get("type") or None, request.args.get("groupe") or None
    if kind is not None and kind not in KINDS:
        raise NotFound
    hit("120 per minute", "search", viewer().account_id or network_of(request.remote_addr or ""))
    group = groups.standing_by_slug(viewer(), slug).group if slug else None
    narrowing = Narrowing(
        group_id=group.id if group else None, kinds=(kind,) if kind is not None else ()
    )
    page = found(viewer(), typed, narrowing=narrowing, cursor=request.args.get(CURSOR))
    return render_page(
        "home/search.html",
        typed=typed,
        page=page,
        pager=pager(page),
        group=group,
        kind=kind,
        kinds=[(name, here_with(type=name, **{CURSOR: None})) for name in KINDS],
        all_url=here_with(type=None, **{CURSOR: None}),
        length=QUERY_LENGTH,
    )
