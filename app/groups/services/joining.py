"""Coming in and going out."""

from app.core.transaction import atomic
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.queries import access_tie
from app.groups.services.memberships import add_member


def join_if_open(viewer: Viewer, group_id: int) -> None:
    """Become a member by writing in an open public group; elsewhere nothing happens.

    Emits:
        MemberJoined: the viewer was not a member, and may come in this way.

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
    """
    account_id = viewer.writing_id
    with atomic():
        tie = access_tie(viewer, group_id)
        if tie.role is None and policy.may_walk_in(tie):
            add_member(group_id, account_id)
