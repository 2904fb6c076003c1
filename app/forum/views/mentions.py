"""Completing @names: only people who may see the thread."""

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.core.limits import hit
from app.forum.queries.access import access_thread
from app.forum.queries.people import people_of_thread
from app.web.guards import signed_in
from app.web.viewing import viewer

pages = Blueprint("forum_mentions", __name__)


@pages.get("/questions/<int:thread_id>/personnes")
@signed_in
def people(thread_id: int) -> Response:
    """Return, for our script, people whose handle begins with what was typed."""
    hit("120 per minute", "forum.people", viewer().known_id)
    head = access_thread(viewer(), thread_id)
    typed = request.args.get("q", "")[:30]
    found = accounts.faces(people_of_thread(head, typed))
    return jsonify(
        [
            {"handle": face.handle, "name": face.display_name}
            for face in found.values()
            if face.handle
        ]
    )
