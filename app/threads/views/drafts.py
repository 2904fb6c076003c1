"""Drafts: kept at each pause of the hand, listed for their writer."""

import json

from flask import jsonify, request
from werkzeug.wrappers import Response

from app.threads.queries.drafts import draft_at, drafts_of
from app.threads.services import drafts
from app.threads.services.drafts import DraftText
from app.threads.views.blueprint import pages
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import render_page, see_other


@pages.get("/brouillons")
@signed_in
def listing() -> str:
    """List what the viewer was writing."""
    return render_page("threads/drafts.html", kept=drafts_of(viewer()))


@pages.get("/brouillons/<place>")
@signed_in
def load(place: str) -> Response:
    """Return, for our script, what was being written in a place."""
    draft = draft_at(viewer(), place)
    if draft is None:
        return jsonify(version=0)
    return jsonify(
        version=draft.version,
        title=draft.title,
        body=draft.body,
        tags=draft.tags,
        fields=draft.fields,
    )


@pages.post("/brouillons/<place>")
@signed_in
def save(place: str) -> Response:
    """Keep, for our script, what is being written."""
    typed = DraftText(
        title=request.form.get("title", ""),
        body=request.form.get("body", ""),
        tags=request.form.get("tags", ""),
        fields=_fields(request.form.get("fields", "")),
    )
    known = request.form.get("version", 0, type=int)
    version = drafts.save_draft(viewer(), place, typed, version=known)
    return jsonify(version=version)


@pages.post("/brouillons/<place>/jeter")
@signed_in
def drop(place: str) -> Response:
    """Let a draft go."""
    drafts.drop_draft(viewer().known_id, place)
    return see_other("/brouillons")


def _fields(said: str) -> dict[str, str]:
    """Return what our script says was chosen; nothing of what no script of ours says."""
    try:
        found = json.loads(said or "{}")
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in found.items()} if type(found) is dict else {}
