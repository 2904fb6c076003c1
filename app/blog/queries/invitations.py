"""Invitations to write: those an editor has made, and whether one opens anything."""

import hashlib
import hmac

import sqlalchemy as sa
from flask import current_app

from app.accounts import queries as accounts
from app.blog.models import AuthorInvitation
from app.blog.shapes import InvitationItem
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.ids import is_id
from app.core.viewer import Right, Viewer

INVITATIONS_SHOWN = 100
_LENGTH = 32
"""Hexadecimal digits of a signature: 128 bits, which nobody guesses."""


def invitations_of(viewer: Viewer) -> tuple[InvitationItem, ...]:
    """Return the invitations that the viewer has made, the newest first. Two queries."""
    made = sa.select(AuthorInvitation).where(AuthorInvitation.editor_id == viewer.known_id)
    newest = made.order_by(AuthorInvitation.id.desc()).limit(INVITATIONS_SHOWN)
    rows = db.session.scalars(newest).all()
    known = accounts.faces({row.used_by for row in rows})
    return tuple(
        InvitationItem(
            id=row.id,
            path=f"/blog/invitation/{invitation_token(row.id)}",
            expires_at=row.expires_at,
            used_by=None if row.used_by is None else known[row.used_by],
        )
        for row in rows
    )


def access_invitation(viewer: Viewer, token: str) -> None:
    """Return when an invitation leads the viewer to an article.

    Raises:
        NotFound: it does not.
    """
    invitation = db.session.get(AuthorInvitation, invitation_id_of(token))
    if invitation is None or not is_open_for(viewer, invitation):
        raise NotFound


def is_open_for(viewer: Viewer, invitation: AuthorInvitation) -> bool:
    """Tell whether an invitation leads the viewer to an article: to a new one, or to theirs.

    It opens nothing once the one who made it works at the desk no more.
    """
    if invitation.used_at is not None:
        return viewer.is_account(invitation.used_by) and invitation.article_id is not None
    is_meant = accounts.holders_of(Right.BLOG_EDIT, among=[invitation.editor_id])
    return bool(is_meant) and invitation.expires_at > clock.now()


def invitation_token(invitation_id: int) -> str:
    """Return the key that opens an invitation; nothing is kept of it."""
    secret: str = current_app.config["SECRET_KEY"]
    said = f"blog invitation {invitation_id}".encode()
    return (
        f"{invitation_id}-{hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()[:_LENGTH]}"
    )


def invitation_id_of(token: str) -> int:
    """Return the invitation that a key opens.

    Raises:
        NotFound: it is no key of ours.
    """
    number, _dash, _signature = token.partition("-")
    if not is_id(number) or not hmac.compare_digest(
        token.encode(), invitation_token(int(number)).encode()
    ):
        raise NotFound
    return int(number)
