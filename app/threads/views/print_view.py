"""A thread to be printed: the same words for the same readers, without what one can do."""

from dataclasses import replace

from flask import request
from werkzeug.wrappers import Response

from app import text
from app.core.errors import NotFound
from app.threads.kinds import kind_of, macros_of
from app.threads.queries.print_view import posts_to_print
from app.threads.shapes import ThreadHead
from app.threads.views.blueprint import asked_thread, pages
from app.web.addresses import site_url
from app.web.guards import public
from app.web.kept_requests import kept
from app.web.paging import Pager
from app.web.responses import render_page, see_other
from app.web.visitor_cache import keep_for_visitors

_MOST_PAGES = 10**6


@pages.get("/<threads:base>/<int:thread_id>-<slug>/imprimer")
@pages.get("/<threads:base>/<int:thread_id>/imprimer")
@public
@kept("page")
def sheet(thread_id: int) -> str | Response:
    """Show a thread as a sheet under its one address; send there from any other."""
    head = asked_thread(thread_id)
    if request.path != head.sheet_url:
        return see_other(_sheet_url(head, 1))
    keep_for_visitors(head.topic, until=head.facts.shown_until)
    return _sheet(head)


def _sheet(head: ThreadHead) -> str:
    """Return the sheet that was asked for.

    Raises:
        NotFound: the thread is not so long.
    """
    number = request.args.get("page", 1, type=int)
    if not 1 <= number <= _MOST_PAGES:
        raise NotFound
    posts = posts_to_print(head, page=number)
    if number > 1 and not posts.items:
        raise NotFound
    kind = kind_of(head.kind)
    is_hosted = number == 1 and not head.has_opening and kind.context is not None
    return render_page(
        "threads/sheet.html",
        head=head,
        kind=macros_of(kind),
        shown=kind.context(head, posts) if is_hosted and kind.context else None,
        posts=[replace(one, html=text.written_out(one.html, site_url())) for one in posts.items],
        address=site_url() + head.url,
        pager=Pager(
            next_url=_sheet_url(head, number + 1) if posts.has_next else None,
            previous_url=_sheet_url(head, number - 1) if number > 1 else None,
        ),
    )


def _sheet_url(head: ThreadHead, number: int) -> str:
    """Return the address of a sheet of a thread."""
    return head.sheet_url + (f"?page={number}" if number > 1 else "")
