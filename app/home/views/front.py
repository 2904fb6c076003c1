"""The front page."""

from dataclasses import replace

from flask import Blueprint
from markupsafe import escape

from app.blog.queries import published
from app.core.i18n import gettext as _
from app.core.i18n import language
from app.core.viewer import Viewer
from app.forum.fragments.thread_rows import growing_list, this_moment, thread_lists
from app.groups.shapes import GroupCard
from app.home.queries.front_page import front_page
from app.web.current_viewer import viewer
from app.web.fragments import fragments, rendered
from app.web.guards import public
from app.web.kept_requests import kept
from app.web.offline import readable_offline
from app.web.page_templates import kept_page
from app.web.visitor_cache import keep_for_visitors

pages = Blueprint("home", __name__)

ARTICLES = 4
"""Of the blog, on the front page."""


@pages.get("/")
@public
@readable_offline
@kept()
def front() -> bytes:
    """Show what waits: for a visitor, what this place is; for a member, where they left."""
    looking = viewer()
    since = this_moment()
    page = front_page(looking)
    unread, waiting, latest = thread_lists(looking, page.unread, page.waiting, page.latest, level=3)
    articles = _articles()
    keep_for_visitors("lists", "groups", "blog")
    return kept_page(
        "home/front.html",
        parts={
            "hello": _hello(looking),
            "unread": unread,
            "waiting": waiting,
            "latest": latest,
            "articles": articles,
            "groups": _groups(page.groups),
            "since": since,
        },
        lazy=dict,
        growing=growing_list(),
        has_unread=bool(page.unread),
        has_waiting=bool(page.waiting),
        has_latest=bool(page.latest),
        has_articles=bool(articles),
    )


def _hello(looking: Viewer) -> bytes:
    """Return the greeting; a visitor has no name."""
    return (
        b"" if looking.is_guest else escape(_("Hello {name}", name=looking.display_name)).encode()
    )


def _articles() -> bytes:
    """Return the newest articles; kept until one of them is another. One query."""
    shown = published.newest_versions(ARTICLES)
    if not shown:
        return b""
    return fragments().find_or_make(
        ("home.articles", shown, language()),
        lambda: rendered("home/_articles.html", cards=published.newest(ARTICLES)).encode(),
    )


def _groups(cards: tuple[GroupCard, ...]) -> bytes:
    """Return the groups beside the page."""
    return b'<ul class="link-list">' + b"".join(map(_group, cards)) + b"</ul>"


def _group(card: GroupCard) -> bytes:
    """Return one of them; kept for all to whom as much in it is new."""
    shown = replace(card, role=None)
    return fragments().find_or_make(
        ("home.group", shown, language()),
        lambda: rendered("home/_group.html", card=shown).encode(),
    )
