"""How Flask-Login finds the viewer behind a cookie. One query a request."""

import sqlalchemy as sa
from flask import Flask
from flask_login import LoginManager

from app.accounts.keys import hash_of
from app.accounts.limits import SESSION_LASTS
from app.accounts.models import Account, SignInSession
from app.accounts.queries import avatar_address
from app.core.db import ask
from app.core.viewer import Right, Viewer
from app.web.viewing import SignedIn

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
    )
    .join(Account, Account.id == SignInSession.account_id)
    .where(SignInSession.key_hash == sa.bindparam("key_hash"), Account.closed_at.is_(None))
)


def init_login(app: Flask) -> None:
    """Teach Flask-Login to find our members, and cookies how long to live."""
    app.config["PERMANENT_SESSION_LIFETIME"] = SESSION_LASTS
    keeper: LoginManager = vars(app)["login_manager"]  # where Flask-Login puts it
    keeper.user_loader(find_signed_in)


def find_signed_in(key: str) -> SignedIn | None:
    """Return the member behind the key of a session; `None` when it was ended."""
    row = ask(_VIEWER, key_hash=hash_of(key)).one_or_none()
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
    )
    return SignedIn(key, viewer)
