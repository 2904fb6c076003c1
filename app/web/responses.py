"""Answers to browsers: pages, fragments, and sending on."""

from flask import make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from app.web.addresses import came_from
from app.web.current_viewer import viewer
from app.web.page_chrome import chrome_of, page_context


def wants_fragment() -> bool:
    """Tell whether our own script asked, and wants only the part that changed."""
    return request.headers.get("X-Fragment") == "1"


def render_page(template: str, **context: object) -> str:
    """Return a whole page: the shape it shows, and what every page has around it."""
    looking = viewer()
    around = page_context(looking)
    chrome = chrome_of(looking, around)
    return render_template(template, viewer=looking, around=around, chrome=chrome, **context)


def see_other(address: str) -> Response:
    """Send the browser on after a POST.

    Our script is told where to: had it followed by itself, it would not learn of the place on the
    page (`#m12`), and the page would be made twice.
    """
    if wants_fragment():
        return Response(headers={"X-Location": address})
    return redirect(address, code=303)


def fragment_or_back(
    template: str, *, back: str | None = None, **context: object
) -> str | Response:
    """Answer our script with the fragment, a plain browser with the page it came from."""
    if wants_fragment():
        return render_template(template, viewer=viewer(), **context)
    return see_other(back or came_from())


def confidential(page: str, status: int = 200) -> Response:
    """Return a page whose address is a secret: kept nowhere, told to nobody."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
