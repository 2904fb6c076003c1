"""Answering those who ask to join."""

import sqlalchemy as sa

from app.core import clock
from app.core.errors import NotFound
from app.core.i18n import _
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.enums import AskState
from app.groups.events import JoinDecided
from app.groups.models import JoinRequest
from app.groups.services.memberships import add_member
from app.groups.services.requirements import access_facts_of


def accept_request(viewer: Viewer, group_id: int, request_id: int) -> None:
    """Let somebody in who asked. A request decided meanwhile stays as it was decided.

    Emits:
        MemberJoined, JoinDecided

    Raises:
        NotFound: there is no such group or request, or not for this viewer.
        Forbidden: the viewer does not look after the group.
    """
    _decide(viewer, group_id, request_id, is_accepted=True, sentence="")


def refuse_request(viewer: Viewer, group_id: int, request_id: int, *, sentence: str) -> None:
    """Say no to somebody who asked, with a sentence if one likes; they may ask again.

    Emits:
        JoinDecided

    Raises:
        NotFound: there is no such group or request, or not for this viewer.
        Forbidden: the viewer does not look after the group.
    """
    _decide(viewer, group_id, request_id, is_accepted=False, sentence=sentence)


def _decide(
    viewer: Viewer, group_id: int, request_id: int, *, is_accepted: bool, sentence: str
) -> None:
    """Decide on a request that is waiting. Locks its row: two moderators decide once."""
    actor_id = viewer.writing_id
    with atomic() as session:
        refusal = _("Only its moderators decide who comes in.")
        access_facts_of(viewer, group_id, refusal, policy.may_moderate)
        request = session.scalar(
            sa.select(JoinRequest)
            .where(JoinRequest.id == request_id, JoinRequest.group_id == group_id)
            .with_for_update()
        )
        if request is None:
            raise NotFound
        if request.state is not AskState.WAITING:
            return
        request.state = AskState.ACCEPTED if is_accepted else AskState.REFUSED
        request.decided_at = clock.now()
        request.decided_by = actor_id
        request.sentence = sentence.strip()
        if is_accepted:
            add_member(group_id, request.account_id, has_accepted_rules=True)
        emit(
            JoinDecided(
                request_id=request_id,
                group_id=group_id,
                account_id=request.account_id,
                actor_id=actor_id,
                is_accepted=is_accepted,
            )
        )
