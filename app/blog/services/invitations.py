"""Inviting somebody to write one article, by a link that opens once."""

from app.blog import policy
from app.blog.limits import INVITATION_KEPT, INVITATIONS_A_DAY
from app.blog.models import AuthorInvitation
from app.blog.queries.invitations import opened
from app.blog.queries.keys import INVITATION, number_of_key
from app.blog.services.drafts import add_article
from app.blog.shapes import ArticleText
from app.core import clock
from app.core.errors import Conflict, NotFound, require
from app.core.i18n import _
from app.core.limits import check_rate
from app.core.transaction import atomic
from app.core.viewer import Viewer


def invite_author(viewer: Viewer) -> int:
    """Make an invitation; return its id.

    Raises:
        Forbidden: the viewer is no editor.
        TooOften: they made many within the day.
    """
    editor_id = viewer.writing_id
    require(policy.is_editor(viewer), _("Only editors do this."))
    check_rate(INVITATIONS_A_DAY, "blog.invite", editor_id)
    now = clock.now()
    with atomic() as session:
        invitation = AuthorInvitation(
            editor_id=editor_id, created_at=now, expires_at=now + INVITATION_KEPT
        )
        session.add(invitation)
        session.flush()
        return invitation.id


def accept_invitation(viewer: Viewer, token: str) -> int:
    """Begin the article one was invited to write; return its id. Twice leads to the same one.

    Raises:
        Gone: it is over, or somebody else has used it.
        NotFound: it is no invitation of ours.
        SignInNeeded, Suspended: the viewer may not write.
    """
    account_id = viewer.writing_id
    with atomic() as session:
        found = session.get(
            AuthorInvitation, number_of_key(INVITATION, token), with_for_update=True
        )
        invitation = opened(viewer, found)
        if invitation.article_id is None:
            invitation.article_id = add_article(
                account_id, ArticleText(title="", summary="", body="")
            )
            invitation.used_at, invitation.used_by = clock.now(), account_id
        return invitation.article_id


def take_back_invitation(viewer: Viewer, invitation_id: int) -> None:
    """Let an invitation open nothing any more that nobody has used.

    Raises:
        Conflict: somebody has used it.
        Forbidden: the viewer is no editor.
        NotFound: the viewer has made no such invitation.
    """
    editor_id = viewer.writing_id
    require(policy.is_editor(viewer), _("Only editors do this."))
    with atomic() as session:
        invitation = session.get(AuthorInvitation, invitation_id, with_for_update=True)
        if invitation is None or invitation.editor_id != editor_id:
            raise NotFound
        if invitation.used_at is not None:
            raise Conflict(_("This invitation has been used meanwhile: its article is begun."))
        session.delete(invitation)
