"""Pages composed from many rooms: each is asked once, with whole lists of ids."""

from datetime import UTC, datetime
from itertools import chain

from app.blog.queries import published as articles
from app.core.viewer import Viewer
from app.forum.queries.lists import ListFilter, latest_lines, unread_lines
from app.forum.queries.thread_items import latest_threads
from app.groups import queries as groups
from app.home.shapes import FrontPage

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


def public_addresses(viewer: Viewer) -> list[tuple[str, datetime | None]]:
    """Return, for search engines, the pages that anybody may read, with their last change."""
    newest = latest_threads(viewer, ListFilter(size=2000)).items
    fixed = [("/", None), ("/questions", None), ("/groupes", None), ("/blog", None)]
    cards = groups.public_groups(limit=500)
    return list(
        chain(
            fixed,
            ((card.badge.url, None) for card in cards),
            ((url, moment.astimezone(UTC)) for url, moment in articles.public_addresses(1000)),
            ((item.url, item.active_at.astimezone(UTC)) for item in newest),
        )
    )
