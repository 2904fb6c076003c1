"""Invitations to write: those an editor has made, and whether one opens anything."""

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.blog.models import AuthorInvitation
from app.blog.queries.keys import INVITATION, number_of_key, signed_key
from app.blog.shapes import InvitationItem
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.viewer import Right, Viewer

INVITATIONS_SHOWN = 100


def invitations_of(viewer: Viewer) -> tuple[InvitationItem, ...]:
    """Return the invitations that the viewer has made, the newest first. Two queries."""
    made = sa.select(AuthorInvitation).where(AuthorInvitation.editor_id == viewer.known_id)
    newest = made.order_by(AuthorInvitation.id.desc()).limit(INVITATIONS_SHOWN)
    rows = db.session.scalars(newest).all()
    known = accounts.faces({row.used_by for row in rows})
    return tuple(
        InvitationItem(
            id=row.id,
            path=f"/blog/invitation/{signed_key(INVITATION, row.id)}",
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
    invitation = db.session.get(AuthorInvitation, number_of_key(INVITATION, token))
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
