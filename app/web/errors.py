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
from app.web.current_viewer import look_as_guest
from app.web.page_account import OtherAccount
from app.web.page_chrome import EMPTY
from app.web.responses import render_page, see_other, wants_fragment
from app.web.typed_text import NOTHING, Typed, typed_text

_log = logging.getLogger(__name__)
_PATIENCE_SECONDS = 5
"""In which a database that restarts is usually back."""
_PASSING = frozenset({401, 408, 409, 422, 429, 500, 502, 503, 504})
"""Refusals after which the form may be accepted: signed in, corrected, or a little later."""


def init_errors(app: Flask) -> None:
    """Answer refusals, wrong addresses and bugs."""
    app.register_error_handler(DomainError, _refuse)
    app.register_error_handler(HTTPException, _refuse_http)
    app.register_error_handler(sa.exc.DataError, _refuse_data)
    app.register_error_handler(sa.exc.OperationalError, _ask_for_patience)
    app.register_error_handler(Exception, _confess)


def _refuse(error: DomainError) -> Response:
    """Answer a refusal with its sentence; send a guest who only reads to sign in."""
    typed = typed_text()
    if isinstance(error, SignInNeeded) and not wants_fragment() and not typed.texts:
        return see_other(_sign_in_address())
    is_door = isinstance(error, SignInNeeded | OtherAccount)
    response = _page(
        error.status,
        error.sentence or _sentences()[error.status],
        typed,
        sign_in_url=_sign_in_address(is_other=isinstance(error, OtherAccount)) if is_door else None,
    )
    if isinstance(error, TooOften):
        response.headers["Retry-After"] = str(error.retry_after_seconds)
    return response


def _refuse_http(error: HTTPException) -> Response:
    """Answer a wrong address or a malformed request."""
    if error.code is None or error.response is not None or error.code < HTTPStatus.BAD_REQUEST:
        return Response(error.get_response().get_data(), error.code or 500, error.get_headers())
    response = _page(error.code, _sentences().get(error.code, _sentences()[400]), typed_text())
    if error.code == HTTPStatus.METHOD_NOT_ALLOWED and (
        allow := error.get_response().headers.get("Allow")
    ):
        response.headers["Allow"] = allow
    return response


def _refuse_data(error: sa.exc.DataError) -> Response:
    """Answer what no column can hold, such as the character zero in PostgreSQL."""
    _log.warning("The database refused what was sent to %s: %s", request.path, error.orig)
    db.session.rollback()
    return _page(HTTPStatus.BAD_REQUEST, _sentences()[400], typed_text())


def _ask_for_patience(error: sa.exc.OperationalError) -> Response:
    """Answer while the database does not: it is restarting, or cannot be reached."""
    _log.error("The database failed at %s %s: %s", request.method, request.path, error.orig)
    _ask_no_more()
    response = Response(_bare(503, _sentences()[503], typed_text()), 503, mimetype="text/html")
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
    return Response(_bare(500, sentence, typed_text()), 500, mimetype="text/html")


def _page(status: int, sentence: str, typed: Typed, sign_in_url: str | None = None) -> Response:
    """Return the refusal as a fragment or a page."""
    if wants_fragment():
        body = _bare(status, sentence, NOTHING, sign_in_url=sign_in_url)
        return Response(body, status, mimetype="text/html")
    body = render_page(
        "errors/refusal.html", **_said(status, sentence, typed), sign_in_url=sign_in_url
    )
    return Response(body, status, mimetype="text/html")


def _bare(status: int, sentence: str, typed: Typed, sign_in_url: str | None = None) -> str:
    """Return the sentence and what was typed, without asking the database anything."""
    template = "errors/_refusal.html" if wants_fragment() else "errors/broken.html"
    said = _said(status, sentence, typed)
    return render_template(template, **said, sign_in_url=sign_in_url, viewer=GUEST, chrome=EMPTY)


def _said(status: int, sentence: str, typed: Typed) -> dict[str, object]:
    may_pass = status in _PASSING
    return {"status": status, "sentence": sentence, "typed": typed, "may_pass": may_pass}


def _sign_in_address(*, is_other: bool = False) -> str:
    """Return where to sign in, to come back to the page on which the form stood.

    Args:
        is_other: although somebody is signed in.
    """
    address = this_address() if request.method == "GET" and not wants_fragment() else came_from()
    return url_for("accounts.sign_in", next=address, autre=1 if is_other else None)


def _ask_no_more() -> None:
    """Leave the database alone for the rest of the request: it may be what failed."""
    with suppress(sa.exc.SQLAlchemyError):
        db.session.rollback()
    look_as_guest()


def _sentences() -> dict[int, str]:
    """What to say when the refusal says nothing itself."""
    return {
        400: _("The request could not be understood."),
        401: _("Sign in to continue: what you typed stays on this page."),
        403: _("You may not do this."),
        404: _("There is nothing here, or nothing that you may see."),
        405: _("This address does not answer that kind of request."),
        409: _("Somebody changed this meanwhile; nothing was overwritten."),
        410: _("This is over: there is nothing here any more."),
        413: _(
            "That was too large to be accepted. Go back with your browser: what you typed is still "
            "there."
        ),
        415: _("This kind of file is not accepted."),
        422: _("Something in the form has to be corrected."),
        429: _("That was too often. Try again in a few minutes."),
        503: _("The site cannot answer right now. Try again in a moment."),
    }
