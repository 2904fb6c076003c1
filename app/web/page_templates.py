"""Pages kept for members: rendered once for nobody in particular, with holes for what is one's own.

A page is the same for all members who may do the same, but for a few small parts: the bell, the
account menu, a switch, the buttons under a post that one wrote. So the page is rendered for a
stand-in, each such part replaced by a mark; it is cut at the marks and kept; and for each member
the parts are put in their places. A page that is not kept goes through the same template, its
parts put in at once.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from flask import render_template, request

from app.core.i18n import language
from app.web.addresses import site_url
from app.web.current_viewer import viewer
from app.web.fragments import Fragments, decoded, fragments
from app.web.holes import Parts, cut, hole
from app.web.kept_requests import is_reduced
from app.web.page_chrome import CHROME, PageChrome, chrome_parts, page_context
from app.web.responses import render_page, wants_fragment

Lazy = Callable[[], Mapping[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedViewer:
    """The member for whom a kept page is rendered: all that it may depend on.

    A template that asks for anything else of the viewer fails, instead of showing one to others.
    """

    is_guest: bool = False
    is_suspended: bool


def kept_page(
    template: str,
    *,
    parts: Parts,
    lazy: Lazy,
    kept_in: Fragments | None = None,
    **shown: Hashable,
) -> bytes:
    """Return a page, kept for all members to whom it shows the same.

    Args:
        template: of the page; it sees `parts`, `lazy` and `shown` as its context.
        parts: the viewer's own, by name; the template puts them out and asks nothing of them.
        lazy: what else the template needs, made of what is `shown` and of the address alone, when
            it is rendered.
        kept_in: another room than that of all pages.
        shown: all that the page depends on beside its address.
    """
    looking = viewer()
    if looking.is_guest or not is_reduced(request.environ):
        return whole_page(template, parts=parts, lazy=lazy, **shown)
    shared = SharedViewer(is_suspended=looking.is_suspended)
    address = (site_url(), request.full_path, wants_fragment())
    key = (template, language(), *address, shared, *shown.values())
    page = (kept_in or fragments()).find_or_make(
        key, lambda: cut(_for_nobody(template, shared, parts, {**shown, **lazy()}))
    )
    chrome = chrome_parts(looking, page_context(looking))
    return page.filled({**parts, **{f"chrome.{name}": part for name, part in chrome.items()}})


def whole_page(template: str, *, parts: Parts, lazy: Lazy, **shown: Hashable) -> bytes:
    """Return the same page, rendered for this viewer alone."""
    own = {name: decoded(part) for name, part in parts.items()}
    return render_page(template, **own, **shown, **lazy()).encode()


def _for_nobody(
    template: str, shared: SharedViewer, parts: Parts, context: Mapping[str, object]
) -> str:
    """Render the page with marks in its holes."""
    chrome = PageChrome(**{name: hole(f"chrome.{name}") for name in CHROME})
    marks = {name: hole(name) for name in parts}
    return render_template(template, viewer=shared, around={}, chrome=chrome, **marks, **context)
