"""How Flask-Login finds the viewer behind a cookie. One query a request."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Flask, current_app, g, session
from flask_login import LoginManager
from werkzeug.wrappers import Response

from app.accounts.limits import SESSION_LASTS
from app.accounts.models import Account, SignInSession
from app.accounts.queries.viewers import VIEWER_COLUMNS, viewer_from
from app.accounts.secrets.tokens import hash_of
from app.accounts.sessions.cookies import Cookies
from app.core.db import execute
from app.web.current_viewer import COUNTERS, SignedIn, viewer
from app.web.headers import CLEARED

_VIEWER = (
    sa.select(SignInSession.id.label("session_id"), *VIEWER_COLUMNS)
    .join(Account, Account.id == SignInSession.account_id)
    .where(SignInSession.key_hash == sa.bindparam("key_hash"), Account.closed_at.is_(None))
)
_Question = sa.Select[*tuple[Any, ...]]
_ENDED = "entraide_session_ended"
"""In `g`, when the browser came with the key of a session that is over."""
_WHO_LOOKS = "entraide_who_looks"


@dataclass(frozen=True, slots=True)
class _WhoLooks:
    """The question behind every cookie, and the names of the member_counters in its answer."""

    question: _Question
    member_counters: tuple[str, ...]


def init_login(app: Flask) -> None:
    """Teach Flask-Login to find our members, and cookies how long to live."""
    app.session_interface = Cookies()
    app.config["PERMANENT_SESSION_LIFETIME"] = SESSION_LASTS
    keeper: LoginManager = vars(app)["login_manager"]  # where Flask-Login puts it
    keeper.user_loader(find_signed_in)
    app.after_request(_take_cookie_back)
    app.extensions[_WHO_LOOKS] = _with_tallies(app.extensions[COUNTERS])


def _take_cookie_back(response: Response) -> Response:
    """Leave nothing in a browser whose session was ended elsewhere: no cookie, no kept page."""
    if g.get(_ENDED) and viewer().is_guest:
        session.clear()
        response.headers["Clear-Site-Data"] = CLEARED
    return response


def find_signed_in(key: str) -> SignedIn | None:
    """Return the member behind the key of a session; `None` when it was ended."""
    asked: _WhoLooks = current_app.extensions[_WHO_LOOKS]
    row = execute(asked.question, key_hash=hash_of(key)).one_or_none()
    if row is None:
        setattr(g, _ENDED, True)
        return None
    viewer = viewer_from(row, session_id=row.session_id)
    return SignedIn(key, viewer, {name: getattr(row, name) for name in asked.member_counters})


def _with_tallies(member_counters: Iterable[_Question]) -> _WhoLooks:
    """Build the question for who looks, and what rooms count for them."""
    question: _Question = _VIEWER
    names: list[str] = []
    for tally in member_counters:
        counted = tally.subquery()
        mine = [column for column in counted.c if column.key != "account_id"]
        question = question.outerjoin(counted, counted.c.account_id == Account.id).add_columns(
            *(sa.func.coalesce(column, 0).label(column.key) for column in mine)
        )
        names += [column.key for column in mine]
    return _WhoLooks(question, tuple(names))
