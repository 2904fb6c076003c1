"""Noting which browsers are in use: on changes only, once an hour, never while a page is read."""

import time
from http import HTTPStatus

from flask import Flask, current_app, request, session
from werkzeug.wrappers import Response

from app.accounts import services
from app.accounts.limits import SEEN_EVERY
from app.web.current_viewer import viewer

SEEN = "entraide_seen"
"""Where this process keeps when it last noted each session, in `app.extensions`."""

_MOST = 50_000


def init_presence(app: Flask) -> None:
    """Watch answers to changes."""
    app.extensions[SEEN] = {}
    app.after_request(_note)


def _note(response: Response) -> Response:
    """Note the session of a member who changed something, and let their cookie live on."""
    if request.method != "POST" or response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return response
    session_id = viewer().session_id
    if session_id is not None and _is_due(session_id):
        services.bump_seen(session_id)
        session.modified = True
    return response


def _is_due(session_id: int) -> bool:
    """Tell whether this process has not noted the session within the hour."""
    seen: dict[int, float] = current_app.extensions[SEEN]
    now = time.monotonic()
    if now - seen.get(session_id, float("-inf")) < SEEN_EVERY.total_seconds():
        return False
    if len(seen) >= _MOST:
        seen.clear()
    seen[session_id] = now
    return True
