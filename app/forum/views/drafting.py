"""Drafts: kept at each pause of the hand, listed for their writer."""

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from app.forum.queries.drafts import draft_at, drafts_of
from app.forum.services import drafts
from app.forum.services.drafts import DraftText
from app.web.answers import render_page, see_other
from app.web.guards import signed_in
from app.web.viewing import viewer

pages = Blueprint("forum_drafts", __name__)


@pages.get("/brouillons")
@signed_in
def listing() -> str:
    """List what the viewer was writing."""
    return render_page("forum/drafts.html", drafts=drafts_of(viewer()))


@pages.get("/brouillons/<place>")
@signed_in
def load(place: str) -> Response:
    """Return, for our script, what was being written in a place."""
    draft = draft_at(viewer(), place)
    if draft is None:
        return jsonify(version=0)
    return jsonify(version=draft.version, title=draft.title, body=draft.body, tags=draft.tags)


@pages.post("/brouillons/<place>")
@signed_in
def save(place: str) -> Response:
    """Keep, for our script, what is being written."""
    typed = DraftText(
        title=request.form.get("title", ""),
        body=request.form.get("body", ""),
        tags=request.form.get("tags", ""),
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
