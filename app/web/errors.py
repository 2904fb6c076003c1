"""Refusals and accidents, answered in one place."""

import logging
import secrets
from contextlib import suppress
from http import HTTPStatus

import sqlalchemy as sa
from flask import Flask, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from app.core.db import db
from app.core.errors import DomainError, SignInNeeded, TooOften
from app.core.i18n import _
from app.core.viewer import GUEST
from app.web.addresses import came_from, this_address
from app.web.answers import render_page, see_other, wants_fragment
from app.web.frame import EMPTY
from app.web.viewing import look_as_guest

_log = logging.getLogger(__name__)
_KEPT = ("title", "body", "message", "sentence")
"""Fields whose text is shown again on a refusal, so that nothing typed is lost."""
_PATIENCE_SECONDS = 5
"""In which a database that restarts is usually back."""


def init_errors(app: Flask) -> None:
    """Answer refusals, wrong addresses and bugs."""
    app.register_error_handler(DomainError, _refuse)
    app.register_error_handler(HTTPException, _refuse_http)
    app.register_error_handler(sa.exc.DataError, _refuse_data)
    app.register_error_handler(sa.exc.OperationalError, _ask_for_patience)
    app.register_error_handler(Exception, _confess)


def _refuse(error: DomainError) -> Response:
    """Answer a refusal with its sentence; send a guest who only reads to sign in."""
    typed = _typed()
    if isinstance(error, SignInNeeded) and not wants_fragment() and not typed:
        address = this_address() if request.method == "GET" else came_from()
        return see_other(url_for("accounts.sign_in", next=address))
    response = _page(error.status, error.sentence or _sentences()[error.status], typed)
    if isinstance(error, TooOften):
        response.headers["Retry-After"] = str(error.retry_after_seconds)
    return response


def _refuse_http(error: HTTPException) -> Response:
    """Answer a wrong address or a malformed request."""
    if error.code is None or error.response is not None or error.code < HTTPStatus.BAD_REQUEST:
        return Response(error.get_response().get_data(), error.code or 500, error.get_headers())
    response = _page(error.code, _sentences().get(error.code, _sentences()[400]), _typed())
    if error.code == HTTPStatus.METHOD_NOT_ALLOWED and (
        allow := error.get_response().headers.get("Allow")
    ):
        response.headers["Allow"] = allow
    return response


def _refuse_data(error: sa.exc.DataError) -> Response:
    """Answer what no column can hold, such as the character zero in PostgreSQL."""
    _log.warning("The database refused what was sent to %s: %s", request.path, error.orig)
    db.session.rollback()
    return _page(HTTPStatus.BAD_REQUEST, _sentences()[400], _typed())


def _ask_for_patience(error: sa.exc.OperationalError) -> Response:
    """Answer while the database does not: it is restarting, or cannot be reached."""
    _log.error("The database failed at %s %s: %s", request.method, request.path, error.orig)
    _ask_no_more()
    response = Response(_bare(503, _sentences()[503], _typed()), 503, mimetype="text/html")
    response.headers["Retry-After"] = str(_PATIENCE_SECONDS)
    return response


def _confess(error: Exception) -> Response:
    """Answer a bug with a number that finds it in the log."""
    reference = secrets.token_hex(4)
    _log.error("Bug %s at %s %s", reference, request.method, request.path, exc_info=error)
    sentence = _(
        "Something broke on our side, and the team can find it under the number {reference}.",
        reference=reference,
    )
    _ask_no_more()
    return Response(_bare(500, sentence, _typed()), 500, mimetype="text/html")


def _page(status: int, sentence: str, typed: dict[str, str]) -> Response:
    """Return the refusal as a fragment or a page."""
    if wants_fragment():
        return Response(_bare(status, sentence, {}), status, mimetype="text/html")
    body = render_page("errors/refusal.html", status=status, sentence=sentence, typed=typed)
    return Response(body, status, mimetype="text/html")


def _bare(status: int, sentence: str, typed: dict[str, str]) -> str:
    """Return the sentence and what was typed, without asking the database anything."""
    template = "errors/_refusal.html" if wants_fragment() else "errors/broken.html"
    said = {"status": status, "sentence": sentence, "typed": typed}
    return render_template(template, **said, viewer=GUEST, frame=EMPTY)


def _ask_no_more() -> None:
    """Leave the database alone for the rest of the request: it may be what failed."""
    with suppress(sa.exc.SQLAlchemyError):
        db.session.rollback()
    look_as_guest()


def _typed() -> dict[str, str]:
    """Return what the person had typed in this request."""
    if request.method != "POST" or request.mimetype == "application/json":
        return {}
    try:
        return {name: request.form[name] for name in _KEPT if request.form.get(name, "").strip()}
    except HTTPException:
        return {}  # the request itself was malformed or too large


def _sentences() -> dict[int, str]:
    """What to say when the refusal says nothing itself."""
    return {
        400: _("The request could not be understood."),
        401: _("Sign in to continue. What you typed is below: copy it first."),
        403: _("You may not do this."),
        404: _("There is nothing here, or nothing that you may see."),
        405: _("This address does not answer that kind of request."),
        409: _("Somebody changed this meanwhile; nothing was overwritten."),
        413: _("That was too large to be accepted."),
        415: _("This kind of file is not accepted."),
        422: _("Something in the form has to be corrected."),
        429: _("That was too often. Try again in a few minutes."),
        503: _("The site cannot answer right now. Try again in a moment."),
    }
