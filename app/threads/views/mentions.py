"""Completing @names: only people who may see the thread."""

from collections.abc import Collection

from flask import jsonify, request
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.core.errors import NotFound
from app.core.limits import check_rate
from app.groups import queries as groups
from app.threads.queries.people import people_of_group, people_of_thread
from app.threads.views.blueprint import asked_thread, pages
from app.web.current_viewer import viewer
from app.web.guards import signed_in


@pages.get("/<threads:base>/personnes")
@signed_in
def people_to_ask() -> Response:
    """Return, for our script, people who may see what is asked in a group.

    Raises:
        NotFound: there is no such group for this viewer.
    """
    check_rate("120 per minute", "threads.people", viewer().known_id)
    access = groups.group_access_by_slug(viewer(), request.args.get("groupe", ""))
    if not access.may_read:
        raise NotFound
    return _named(people_of_group(access, _typed()))


@pages.get("/<threads:base>/<int:thread_id>/personnes")
@signed_in
def people(thread_id: int) -> Response:
    """Return, for our script, people who may see a thread and are called as was typed."""
    check_rate("120 per minute", "threads.people", viewer().known_id)
    return _named(people_of_thread(asked_thread(thread_id), _typed()))


def _typed() -> str:
    """Return what stands behind the @."""
    return request.args.get("q", "")[:30]


def _named(ids: Collection[int]) -> Response:
    """Answer with how some people are called."""
    found = accounts.faces(ids)
    return jsonify(
        [
            {"handle": face.handle, "name": face.display_name}
            for face in found.values()
            if face.handle
        ]
    )
