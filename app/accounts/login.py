"""How Flask-Login finds the viewer behind a cookie. One query a request."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Flask, current_app
from flask_login import LoginManager

from app.accounts.keys import hash_of
from app.accounts.limits import SESSION_LASTS
from app.accounts.models import Account, SignInSession
from app.accounts.queries import avatar_address
from app.core.db import ask
from app.core.viewer import Right, Viewer
from app.web.viewing import TALLIES, SignedIn

_VIEWER = (
    sa.select(
        SignInSession.id.label("session_id"),
        Account.id,
        Account.handle,
        Account.display_name,
        Account.picture,
        Account.email_confirmed_at,
        Account.created_at,
        Account.suspended_until,
        Account.rights,
        Account.language,
        Account.theme,
        Account.is_discreet,
    )
    .join(Account, Account.id == SignInSession.account_id)
    .where(SignInSession.key_hash == sa.bindparam("key_hash"), Account.closed_at.is_(None))
)
_Question = sa.Select[*tuple[Any, ...]]
_WHO_LOOKS = "entraide_who_looks"


@dataclass(frozen=True, slots=True)
class _WhoLooks:
    """The question behind every cookie, and the names of the tallies in its answer."""

    question: _Question
    tallies: tuple[str, ...]


def init_login(app: Flask) -> None:
    """Teach Flask-Login to find our members, and cookies how long to live."""
    app.config["PERMANENT_SESSION_LIFETIME"] = SESSION_LASTS
    keeper: LoginManager = vars(app)["login_manager"]  # where Flask-Login puts it
    keeper.user_loader(find_signed_in)
    app.extensions[_WHO_LOOKS] = _with_tallies(app.extensions[TALLIES])


def find_signed_in(key: str) -> SignedIn | None:
    """Return the member behind the key of a session; `None` when it was ended."""
    asked: _WhoLooks = current_app.extensions[_WHO_LOOKS]
    row = ask(asked.question, key_hash=hash_of(key)).one_or_none()
    if row is None:
        return None
    viewer = Viewer(
        account_id=row.id,
        session_id=row.session_id,
        handle=row.handle,
        display_name=row.display_name,
        avatar_url=avatar_address(row.picture),
        is_confirmed=row.email_confirmed_at is not None,
        created_at=row.created_at,
        suspended_until=row.suspended_until,
        rights=frozenset(Right(right) for right in row.rights),
        language=row.language,
        theme=row.theme,
        is_discreet=row.is_discreet,
    )
    return SignedIn(key, viewer, {name: getattr(row, name) for name in asked.tallies})


def _with_tallies(tallies: Iterable[_Question]) -> _WhoLooks:
    """Build the question for who looks, and what rooms count for them."""
    question: _Question = _VIEWER
    names: list[str] = []
    for tally in tallies:
        counted = tally.subquery()
        mine = [column for column in counted.c if column.key != "account_id"]
        question = question.outerjoin(counted, counted.c.account_id == Account.id).add_columns(
            *(sa.func.coalesce(column, 0).label(column.key) for column in mine)
        )
        names += [column.key for column in mine]
    return _WhoLooks(question, tuple(names))
