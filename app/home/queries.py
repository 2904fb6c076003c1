"""Pages composed from many rooms: each is asked once, with whole lists of ids."""

from datetime import UTC, datetime
from itertools import chain

from app.accounts import queries as accounts
from app.core.paging import Page
from app.core.subjects import find_visible
from app.core.viewer import Viewer
from app.forum.queries.lists import ListFilter, latest_lines, unread_lines
from app.forum.queries.thread_items import latest_threads
from app.groups import queries as groups
from app.home.shapes import FoundItem, FrontPage
from app.search import queries as search
from app.search.shapes import Hit, Narrowing, Span

WAITING, LATEST, GROUPS = 5, 10, 6
"""Lines of each part of the front page."""


def front_page(viewer: Viewer) -> FrontPage:
    """Return what somebody finds when they come in."""
    mine = groups.my_groups(viewer, limit=GROUPS) if not viewer.is_guest else ()
    return FrontPage(
        unread=unread_lines(viewer) if not viewer.is_guest else (),
        waiting=latest_lines(viewer, ListFilter(tab="sans-reponse", size=WAITING)).items,
        latest=latest_lines(viewer, ListFilter(size=LATEST)).items,
        groups=mine or groups.public_groups(limit=GROUPS),
    )


def found(
    viewer: Viewer, typed: str, *, narrowing: Narrowing, cursor: str | None
) -> Page[FoundItem]:
    """Return a page of what was found, rights checked once more at the subjects themselves.

    Raises:
        NotFound: the cursor is none of this list.
    """
    page = search.find(
        typed,
        group_ids=groups.readable_group_ids(viewer),
        narrowing=narrowing,
        cursor=cursor,
    )
    subjects = find_visible(viewer, [hit.ref for hit in page.items])
    shown = [hit for hit in page.items if hit.ref in subjects]
    faces = accounts.faces({hit.author_id for hit in shown})
    badges = groups.group_badges({hit.group_id for hit in shown if hit.group_id is not None})
    items = [
        FoundItem(
            url=subjects[hit.ref].url,
            kind=hit.kind,
            title=hit.title or (Span(subjects[hit.ref].title),),
            excerpt=hit.excerpt,
            author=faces[hit.author_id] if _has_author(hit) else None,
            group_name=badges[hit.group_id].name if hit.group_id in badges else "",
            is_solved=hit.is_solved,
            created_at=hit.created_at,
        )
        for hit in shown
    ]
    return Page(items=tuple(items), next_cursor=page.next_cursor)


def public_addresses(viewer: Viewer) -> list[tuple[str, datetime | None]]:
    """Return, for search engines, the pages that anybody may read, with their last change."""
    newest = latest_threads(viewer, ListFilter(size=2000)).items
    fixed = [("/", None), ("/questions", None), ("/groupes", None)]
    cards = groups.public_groups(limit=500)
    return list(
        chain(
            fixed,
            ((card.badge.url, None) for card in cards),
            ((item.url, item.active_at.astimezone(UTC)) for item in newest),
        )
    )


def _has_author(hit: Hit) -> bool:
    """Tell whether a hit is somebody's words, and not a group or a person."""
    return hit.author_id is not None and hit.kind not in {"group", "person"}
