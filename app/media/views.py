"""Pictures over HTTP: showing them, and sending them with or without JavaScript."""

import hashlib

from flask import Blueprint, flash, jsonify, request, url_for
from werkzeug.wrappers import Response

from app.accounts import services as accounts
from app.core.errors import FormRefused, NotFound
from app.core.i18n import _
from app.core.idempotency import key_of
from app.core.transaction import atomic
from app.media import queries, services
from app.media.enums import Purpose
from app.media.forms import FaceForm, PictureForm, sent_picture
from app.media.limits import DESCRIPTION_LENGTH, MAX_BYTES
from app.media.shapes import StoredPicture
from app.web.current_viewer import viewer
from app.web.guards import public, signed_in
from app.web.responses import render_page, see_other, wants_fragment

pages = Blueprint("media", __name__)

_FOR_A_YEAR = "public, max-age=31536000, immutable"
_ASKED_EACH_TIME = "private, no-cache"
"""A browser may keep it but asks whether its reader still may see it: 304, or 404."""
_HARMLESS = "default-src 'none'; sandbox"
"""Even opened by itself, a file runs nothing."""


@pages.get("/medias/<string(length=32):token>")
@public
def picture(token: str) -> Response:
    """Send a picture to those who may see it."""
    file = queries.access_file(viewer(), token)
    try:
        response = Response(file.path.read_bytes(), mimetype=file.mimetype)
    except FileNotFoundError as error:  # deleted in this very moment
        raise NotFound from error
    response.set_etag(token)
    response.headers["Cache-Control"] = _FOR_A_YEAR if file.is_public else _ASKED_EACH_TIME
    response.headers["Content-Security-Policy"] = _HARMLESS
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response.make_conditional(request)


@pages.get("/medias/nouvelle")
@signed_in
def send_page() -> str:
    """Show the form that sends a picture, for browsers without JavaScript."""
    return render_page("media/send.html", form=PictureForm())


@pages.post("/medias")
@signed_in
def send() -> Response | tuple[str, int]:
    """Take a picture for a text in; our script gets its address and the words to insert."""
    form = PictureForm()
    if wants_fragment():
        return _answer_script(form)
    stored = form.accepted(lambda: _store_once(form))
    if stored is None:
        return render_page("media/send.html", form=form), form.status
    described = form.description.data or None
    return see_other(url_for("media.sent", token=stored.token, description=described))


@pages.get("/medias/<string(length=32):token>/inserer")
@signed_in
def sent(token: str) -> str:
    """Show a picture that was sent, and the words that insert it in a text."""
    stored = queries.own_picture(viewer(), token)
    markdown = _markdown(stored, request.args.get("description", "")[:DESCRIPTION_LENGTH])
    return render_page("media/sent.html", picture=stored, markdown=markdown)


@pages.route("/parametres/photo", methods=["GET", "POST"])
@signed_in
def face() -> Response | tuple[str, int]:
    """Change one's photo."""
    form = FaceForm()
    if form.did(_change_face):
        flash(_("There you are: your photo is up to date."), "success")
        return see_other(url_for("media.face"))
    return render_page("media/face.html", form=form), form.status


@pages.post("/parametres/photo/retirer")
@signed_in
def drop_face() -> Response:
    """Take one's photo off."""
    services.drop_avatar(viewer())
    flash(_("Your photo is gone."), "success")
    return see_other(url_for("media.face"))


def _change_face() -> None:
    """Take the photo that was sent."""
    services.set_avatar(viewer(), sent_picture().stream)


def _answer_script(form: PictureForm) -> Response:
    """Take the picture that our script has sent, and say where it is.

    Raises:
        FormRefused: there is none, it cannot be taken, or its description is too long.
    """
    if not form.validate():
        raise FormRefused(" ".join(str(words) for field in form for words in field.errors))
    stored = _store(form)
    return jsonify(
        url=stored.url,
        markdown=_markdown(stored, form.description.data or ""),
        width=stored.width,
        height=stored.height,
    )


def _store(form: PictureForm) -> StoredPicture:
    """Take the picture for a text that was sent."""
    purpose = Purpose(form.purpose.data or Purpose.POST)
    return services.store_picture(viewer(), sent_picture().stream, purpose=purpose)


def _store_once(form: PictureForm) -> StoredPicture:
    """Take the picture in; one that the same form has sent already is not taken twice."""
    me, stream = viewer().writing_id, sent_picture().stream
    key = key_of(form.once.data, hashlib.sha256(stream.read(MAX_BYTES + 1)).hexdigest())
    stream.seek(0)
    known = accounts.made_under(me, key)
    if known is not None:
        return queries.own_picture(viewer(), known)
    stored = _store(form)
    with atomic() as session:
        accounts.lock_people(session, me)
        if accounts.made_under(me, key) is None:  # or it came twice at once, and one is let go
            accounts.note_made(me, key, stored.token)
    return stored


def _markdown(stored: StoredPicture, description: str) -> str:
    """Return the words that show a picture in a text."""
    words = " ".join(description.split()) or _("Picture")
    safe = "".join(f"\\{char}" if char in "\\[]" else char for char in words)
    return f"![{safe}]({stored.url})"
