"""What stands around every page because of who looks: the few parts that are not for all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, get_flashed_messages, session

from app.core.i18n import language
from app.core.viewer import Viewer
from app.web.current_viewer import member_counters
from app.web.fragments import Html, fragments, macro

HEADERS = "entraide_page_headers"
"""Where the factory keeps what rooms say around every member's page."""

SESSION_NOTES = "_flashes"
"""Where Flask keeps what is to be said on the next page."""

PageContext = Callable[[Viewer], Mapping[str, Any]]
_NOTHING = Html()
_FAMILY = "layouts/_macros.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChrome:
    """What `base.html` shows because of who looks, as HTML."""

    theme: Html = _NOTHING
    """Attribute of the root element: the colours chosen."""
    awake: Html = _NOTHING
    """Attributes of the body, for scripts: who looks, and their newest notice."""
    notes: Html = _NOTHING
    """What just happened, and what is still to be done."""
    bell: Html = _NOTHING
    """The number on the bell."""
    menu: Html = _NOTHING
    """Who I am, and where that leads."""


EMPTY = PageChrome()
"""For a page that must not ask anything."""


def page_context(looking: Viewer) -> dict[str, Any]:
    """Return what rooms say around every page of a member; nothing for a guest."""
    around: dict[str, Any] = dict(member_counters())
    if not looking.is_guest:
        headers: list[PageContext] = current_app.extensions[HEADERS]
        for header in headers:
            around |= header(looking)
    return around


def chrome_of(looking: Viewer, around: Mapping[str, Any]) -> PageChrome:
    """Return what is the viewer's own on every page; kept while it stays the same."""
    flashes = get_flashed_messages(with_categories=True) if SESSION_NOTES in session else []
    if flashes:
        return _rendered(looking, around, flashes)
    key = ("web.chrome", language(), looking, tuple(around.items()))
    return fragments().find_or_make(key, lambda: _rendered(looking, around, []))


def _rendered(looking: Viewer, around: Mapping[str, Any], flashes: list[Any]) -> PageChrome:
    notes = macro(_FAMILY, "notes")(flashes, around)
    if looking.is_guest:
        return PageChrome(notes=notes)
    return PageChrome(
        theme=macro(_FAMILY, "theme")(looking),
        awake=macro(_FAMILY, "awake")(looking, around),
        notes=notes,
        bell=macro(_FAMILY, "bell")(around),
        menu=macro(_FAMILY, "menu")(looking, around),
    )
