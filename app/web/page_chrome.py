"""What stands around every page because of who looks: the few parts that are not for all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from flask import current_app, get_flashed_messages, session
from markupsafe import escape

from app.core.i18n import language
from app.core.viewer import Viewer
from app.web.current_viewer import member_counters
from app.web.fragments import Html, decoded, fragments, macro
from app.web.holes import PageTemplate, cut, hole

HEADERS = "entraide_page_headers"
"""Where the factory keeps what rooms say around every member's page."""

SESSION_NOTES = "_flashes"
"""Where Flask keeps what is to be said on the next page."""

PageContext = Callable[[Viewer], Mapping[str, Any]]
_NOTHING = Html()
_FAMILY = "layouts/_macros.html"
_NUMBERS = frozenset({"notice_seq", "notice_version"})
"""What rooms say that is put out as it is, whatever it is."""
_NAMES = ("account_id", "handle", "display_name", "initial")
"""What a member is called, each put into a hole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _SharedMember:
    """Any member who has the same around their pages: all that a template may ask of them."""

    theme: str | None
    avatar_url: Html | None
    account_id: Html
    handle: Html
    display_name: Html
    initial: Html


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


CHROME = tuple(field.name for field in fields(PageChrome))
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
    """Return what is the viewer's own on every page."""
    parts = chrome_parts(looking, around)
    return PageChrome(**{name: decoded(parts[name]) for name in CHROME})


def chrome_parts(looking: Viewer, around: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the same by its name in `PageChrome`, encoded.

    It is kept with holes, for all members around whose pages the same stands: there are as many
    names as members, and few counts.
    """
    flashes = get_flashed_messages(with_categories=True) if SESSION_NOTES in session else []
    shared = {name: hole(name) if name in _NUMBERS else around[name] for name in around}
    key = ("web.chrome", language(), looking.theme, bool(looking.avatar_url), looking.is_guest)
    kept = fragments().find_or_make((*key, *shared.items()), lambda: _templates(looking, shared))
    own = {
        "account_id": str(looking.account_id).encode(),
        "handle": looking.handle.encode(),
        "display_name": escape(looking.display_name).encode(),
        "initial": escape(looking.display_name[:1] or "?").encode(),
        "avatar_url": escape(looking.avatar_url or "").encode(),
        **{name: str(around[name]).encode() for name in _NUMBERS if name in around},
    }
    parts = {name: template.filled(own) for name, template in kept.items()}
    if flashes:
        parts["notes"] = macro(_FAMILY, "notes")(flashes, around).encode()
    return parts


def _templates(looking: Viewer, around: Mapping[str, Any]) -> dict[str, PageTemplate]:
    """Render what stands on the pages of all who share this, cut at what they do not."""
    notes = macro(_FAMILY, "notes")([], around)
    shown = PageChrome(notes=notes)
    if not looking.is_guest:
        member = _SharedMember(
            theme=looking.theme,
            avatar_url=hole("avatar_url") if looking.avatar_url else None,
            **{name: hole(name) for name in _NAMES},
        )
        shown = PageChrome(
            theme=macro(_FAMILY, "theme")(member),
            awake=macro(_FAMILY, "awake")(member, around),
            notes=notes,
            bell=macro(_FAMILY, "bell")(around),
            menu=macro(_FAMILY, "menu")(member, around),
        )
    return {name: cut(getattr(shown, name)) for name in CHROME}
