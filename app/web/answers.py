"""Answers to browsers: pages, fragments, and sending on."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import (
    current_app,
    get_flashed_messages,
    redirect,
    render_template,
    request,
    session,
)
from werkzeug.wrappers import Response

from app.core.viewer import Viewer
from app.web.addresses import came_from
from app.web.viewing import viewer

HEADERS = "entraide_page_headers"
"""Where the factory keeps what rooms put in the head of every member's page."""

SESSION_NOTES = "_flashes"
"""Where Flask keeps what is to be said on the next page."""

PageHeader = Callable[[Viewer], Mapping[str, Any]]


def wants_fragment() -> bool:
    """Tell whether our own script asked, and wants only the part that changed."""
    return request.headers.get("X-Fragment") == "1"


def render_page(template: str, **context: object) -> str:
    """Return a whole page: the shape it shows, and what every page has around it."""
    looking = viewer()
    around: dict[str, Any] = {}
    if not looking.is_guest:
        headers: list[PageHeader] = current_app.extensions[HEADERS]
        for header in headers:
            around |= header(looking)
    flashes = get_flashed_messages(with_categories=True) if SESSION_NOTES in session else []
    return render_template(template, viewer=looking, around=around, flashes=flashes, **context)


def see_other(address: str) -> Response:
    """Send the browser on after a POST."""
    return redirect(address, code=303)


def fragment_or_back(
    template: str, *, back: str | None = None, **context: object
) -> str | Response:
    """Answer our script with the fragment, a plain browser with the page it came from."""
    if wants_fragment():
        return render_template(template, viewer=viewer(), **context)
    return see_other(back or came_from())
