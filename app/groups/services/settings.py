"""Changing what a group is, and how its members hear of it."""

from typing import IO

from app.core import clock
from app.core.errors import FormRefused, NotFound
from app.core.i18n import _
from app.core.names import tidy_name
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.events import GroupChanged
from app.groups.gates import require_in
from app.groups.models import Group
from app.groups.queries import access_tie, ref_of
from app.groups.services.memberships import find_member
from app.groups.shapes import GroupTerms
from app.groups.terms import Visibility
from app.media import services as media
from app.media.shapes import Purpose
from app.notices.terms import Level
from app.text import render

_OPENNESS = (Visibility.HIDDEN, Visibility.MEMBERS, Visibility.PUBLIC)


def change_group(viewer: Viewer, group_id: int, terms: GroupTerms) -> None:
    """Say something else of a group. Its address stays.

    Emits:
        GroupChanged

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
        Forbidden: the viewer does not manage the group.
        FormRefused: the name is no name.
    """
    name = tidy_name(terms.name, field="name")
    rules = render(terms.rules)  # before the transaction: it may take a moment
    with atomic():
        group = _access_managed(viewer, group_id)
        is_narrower = _OPENNESS.index(terms.visibility) < _OPENNESS.index(group.visibility)
        group.name = name
        group.purpose = terms.purpose.strip()
        group.rules = terms.rules
        group.rules_html = rules.html
        group.visibility = terms.visibility
        group.joining = terms.joining
        emit(GroupChanged(group_id=group_id, is_narrower=is_narrower))


def change_picture(viewer: Viewer, group_id: int, stream: IO[bytes]) -> None:
    """Show another picture of a group.

    Emits:
        GroupChanged

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
        Forbidden: the viewer does not manage the group.
        FormRefused, TooOften: as `media.services.store_picture`.
    """
    _access_managed(viewer, group_id)  # before the picture, which is work
    picture = media.store_picture(viewer, stream, purpose=Purpose.GROUP)
    _wear(viewer, group_id, picture.token)


def drop_picture(viewer: Viewer, group_id: int) -> None:
    """Show no picture of a group.

    Emits:
        GroupChanged

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
        Forbidden: the viewer does not manage the group.
    """
    _wear(viewer, group_id, None)


def archive(viewer: Viewer, group_id: int, *, is_archived: bool = True) -> None:
    """Close a group to writing, or open it again. Twice is once.

    Emits:
        GroupChanged

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
        Forbidden: the viewer does not manage the group.
    """
    with atomic():
        group = _access_managed(viewer, group_id)
        if (group.archived_at is not None) is not is_archived:
            group.archived_at = clock.now() if is_archived else None
            emit(GroupChanged(group_id=group_id))


def choose_level(viewer: Viewer, group_id: int, level: str | None) -> None:
    """Choose what one hears of a group; `None` follows one's own default.

    Raises:
        NotFound: the viewer is not a member.
        FormRefused: it is not offered.
    """
    account_id = viewer.known_id
    if level is not None and level not in set(Level):
        raise FormRefused(_("Choose one of the levels."), field="level")
    with atomic():
        membership = find_member(group_id, account_id)
        if membership is None:
            raise NotFound
        membership.notice_level = level


def _wear(viewer: Viewer, group_id: int, token: str | None) -> None:
    """Tie a stored picture to a group, or none."""
    with atomic():
        _access_managed(viewer, group_id).picture = token
        media.replace(ref_of(group_id), token, sender_id=viewer.known_id)
        emit(GroupChanged(group_id=group_id))


def _access_managed(viewer: Viewer, group_id: int) -> Group:
    """Return the row of a group that the viewer manages, to be changed."""
    with atomic() as session:
        tie = access_tie(viewer, group_id)
        require_in(
            tie, _("Only an owner changes the group."), is_allowed=policy.may_manage(viewer, tie)
        )
        return session.get_one(Group, group_id)
