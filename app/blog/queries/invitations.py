"""Invitations to write: those an editor has made, and whether one opens anything."""

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.blog.models import AuthorInvitation
from app.blog.queries.keys import INVITATION, number_of_key, signed_key
from app.blog.shapes import InvitationItem
from app.core import clock
from app.core.db import db
from app.core.errors import Gone
from app.core.i18n import _
from app.core.viewer import Right, Viewer

INVITATIONS_SHOWN = 100


def invitations_of(viewer: Viewer) -> tuple[InvitationItem, ...]:
    """Return the invitations that the viewer has made, the newest first. Two queries."""
    made = sa.select(AuthorInvitation).where(AuthorInvitation.editor_id == viewer.known_id)
    newest = made.order_by(AuthorInvitation.id.desc()).limit(INVITATIONS_SHOWN)
    rows = db.session.scalars(newest).all()
    known, now = accounts.faces({row.used_by for row in rows}), clock.now()
    return tuple(
        InvitationItem(
            id=row.id,
            path=f"/blog/invitation/{signed_key(INVITATION, row.id)}",
            expires_at=row.expires_at,
            used_by=None if row.used_at is None else known[row.used_by],
            is_over=row.used_at is None and row.expires_at <= now,
        )
        for row in rows
    )


def access_invitation(viewer: Viewer, token: str) -> None:
    """Return when an invitation leads the viewer to an article.

    Raises:
        Gone: it was used by somebody else, taken back, or is over.
        NotFound: it is none of ours.
    """
    opened(viewer, db.session.get(AuthorInvitation, number_of_key(INVITATION, token)))


def opened(viewer: Viewer, invitation: AuthorInvitation | None) -> AuthorInvitation:
    """Return an invitation of ours that leads the viewer to an article.

    Raises:
        Gone: it does so no more; the sentence says whom to ask.
    """
    if invitation is None:
        raise Gone(_("This invitation was taken back. You may still propose an article yourself."))
    if is_open_for(viewer, invitation):
        return invitation
    name = accounts.face(invitation.editor_id).display_name
    if invitation.used_at is not None:
        raise Gone(
            _(
                "This invitation has been used: it was for one person. Ask {name} for another one.",
                name=name,
            )
        )
    raise Gone(_("This invitation is over. Ask {name} for another one.", name=name))


def is_open_for(viewer: Viewer, invitation: AuthorInvitation) -> bool:
    """Tell whether an invitation leads the viewer to an article: to a new one, or to theirs.

    It opens nothing once the one who made it works at the desk no more.
    """
    if invitation.used_at is not None:
        return viewer.is_account(invitation.used_by) and invitation.article_id is not None
    is_meant = accounts.holders_of(Right.BLOG_EDIT, among=[invitation.editor_id])
    return bool(is_meant) and invitation.expires_at > clock.now()
