"""Search over all that can be found."""

from datetime import timedelta

from flask import Blueprint, request

from app.core import clock
from app.core.errors import NotFound
from app.core.limits import check_rate, network_of
from app.core.paging import Page
from app.core.viewer import Viewer
from app.groups import queries as groups
from app.home.fragments.search_results import found, found_lines, people_named
from app.home.shapes import KINDS, SINCE, Answers, SearchFilters
from app.search.limits import QUERY_LENGTH
from app.search.services import FOUND
from app.search.shapes import Narrowing
from app.web.current_viewer import viewer
from app.web.fragments import search_fragments
from app.web.guards import public
from app.web.kept_requests import kept
from app.web.page_templates import kept_page
from app.web.paging import CURSOR, here_with, pager
from app.web.visitor_cache import keep_for_visitors

pages = Blueprint("home_search", __name__)
_NAME_LENGTH = 80
_TITLE_LENGTH = 150
"""Characters of a question that are taken over into the form that asks it."""


@pages.get("/recherche")
@public
@kept("q", "type", "groupe", "auteur", "depuis", "resolu", CURSOR)
def search() -> bytes:
    """Find threads, answers, groups and people; only what the viewer may see."""
    looking = viewer()
    typed = request.args.get("q", "")[:QUERY_LENGTH]
    check_rate(
        "120 per minute", "search", looking.account_id or network_of(request.remote_addr or "")
    )
    filters = _filters(looking)
    cursor = request.args.get(CURSOR)
    answers = _nobody() if _is_nobodys(filters) else _found(looking, typed, filters, cursor)
    page = answers.page
    keep_for_visitors(FOUND, is_search=True)
    return kept_page(
        "home/search.html",
        parts={"rows": found_lines(answers)},
        lazy=lambda: {
            "pager": pager(page),
            "kinds": [(name, here_with(type=name, **{CURSOR: None})) for name in KINDS],
            "all_url": here_with(type=None, **{CURSOR: None}),
            "namesakes": [
                (face, here_with(auteur=face.handle, **{CURSOR: None}))
                for face in filters.namesakes
            ],
            "unfiltered_url": here_with(
                **dict.fromkeys(("type", "groupe", "resolu", "auteur", "depuis", CURSOR))
            ),
            "question": typed[:_TITLE_LENGTH],
        },
        kept_in=search_fragments(),
        typed=typed,
        has_rows=bool(page.items),
        next_cursor=page.next_cursor,
        filters=filters,
        too_common=answers.too_common,
        read_as=answers.read_as,
        is_without_quotes=answers.is_without_quotes,
        is_nothing=answers.is_nothing,
    )


def _filters(looking: Viewer) -> SearchFilters:
    """Return what the address narrows to.

    Raises:
        NotFound: it names a kind, a group or a time that is none.
    """
    args = request.args
    kind, slug, since = (args.get(name) or None for name in ("type", "groupe", "depuis"))
    if (kind is not None and kind not in KINDS) or (since is not None and since not in SINCE):
        raise NotFound
    author = " ".join(args.get("auteur", "")[:_NAME_LENGTH].split())
    people = people_named(looking, author) if author else ()
    return SearchFilters(
        kind=kind,
        group=groups.group_access_by_slug(looking, slug).group if slug else None,
        groups=groups.groups_read_by(looking),
        is_solved=bool(args.get("resolu")),
        since=since,
        author_typed=author,
        author=people[0] if len(people) == 1 else None,
        namesakes=people if len(people) > 1 else (),
    )


def _found(looking: Viewer, typed: str, filters: SearchFilters, cursor: str | None) -> Answers:
    """Return what is found within the filters."""
    days = SINCE.get(filters.since or "")
    today = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    narrowing = Narrowing(
        audience=groups.audience_of(filters.group.id) if filters.group else None,
        kinds=(filters.kind,) if filters.kind is not None else (),
        author_id=filters.author.id if filters.author else None,
        is_solved=filters.is_solved,
        since=today - timedelta(days=days) if days else None,
    )
    return found(looking, typed, narrowing=narrowing, cursor=cursor)


def _is_nobodys(filters: SearchFilters) -> bool:
    """Tell whether an author was named who is nobody, or several people."""
    return bool(filters.author_typed) and filters.author is None


def _nobody() -> Answers:
    """Return that nothing was found."""
    return Answers(
        about=(),
        page=Page(items=(), next_cursor=None),
        too_common=(),
        read_as=(),
        is_without_quotes=False,
        is_nothing=False,
    )
