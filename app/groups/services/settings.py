"""Changing what a group is, and how its members hear of it."""

from typing import IO

from app.core import clock
from app.core.errors import FormRefused, NotFound
from app.core.i18n import _
from app.core.names import tidy_name
from app.core.transaction import atomic, emit
from app.core.versions import Check, unseen
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.enums import Visibility
from app.groups.events import GroupChanged, GroupOpenedUp
from app.groups.models import Group
from app.groups.queries import ref_of
from app.groups.services.memberships import find_member
from app.groups.services.requirements import access_facts_of, refuse_uninvited
from app.groups.shapes import GroupTerms
from app.media import services as media
from app.media.enums import Purpose
from app.media.queries import tokens_in
from app.notices.enums import Level
from app.text import render_for

_OPENNESS = (Visibility.HIDDEN, Visibility.MEMBERS, Visibility.PUBLIC)


def change_group(
    viewer: Viewer,
    group_id: int,
    terms: GroupTerms,
    *,
    check: Check = unseen,
    opens_up: bool = False,
) -> None:
    """Say something else of a group. Its address stays.

    Args:
        viewer: an owner.
        group_id: which group.
        terms: what is said of it from now on.
        check: raises `Changed` when it is not what was read.
        opens_up: the owner knows that more people will see what the members said among themselves.

    Emits:
        GroupChanged
        GroupOpenedUp: more people see it than before.

    Raises:
        Changed: somebody has changed it since the form was made.
        NotFound: there is no such group, or it is hidden from the viewer.
        Forbidden: the viewer does not manage the group.
        FormRefused: the name is no name, nobody could come in, or it opens up by a slip.
    """
    name = tidy_name(terms.name, field="name")
    rules = render_for(viewer.known_id, terms.rules)  # before the transaction: it may take a moment
    with atomic():
        group = _access_managed(viewer, group_id)
        check()
        refuse_uninvited(terms.joining, before=group.joining)
        openness = _OPENNESS.index(terms.visibility) - _OPENNESS.index(group.visibility)
        if openness > 0:
            _open_up(viewer, group_id, terms.visibility, opens_up=opens_up)
        group.name = name
        group.purpose = terms.purpose.strip()
        group.rules = terms.rules
        group.rules_html, group.rules_version = str(rules.html), rules.version
        group.visibility = terms.visibility
        group.joining = terms.joining
        media.attach(ref_of(group_id), tokens_in(terms.rules), writer_id=viewer.known_id)
        emit(GroupChanged(group_id=group_id, is_narrower=openness < 0))


def _open_up(viewer: Viewer, group_id: int, visibility: Visibility, *, opens_up: bool) -> None:
    """Let more people see a group, once its owner has said that they know what that means.

    Emits:
        GroupOpenedUp: its members are told.

    Raises:
        FormRefused: the owner has not.
    """
    if not opens_up:
        raise FormRefused(
            _("More people will see what is here: tick this box if that is what you want."),
            field="opens_up",
        )
    emit(
        GroupOpenedUp(
            group_id=group_id, actor_id=viewer.known_id, is_public=visibility is Visibility.PUBLIC
        )
    )


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


def choose_level(
    viewer: Viewer, group_id: int, level: str | None, *, check: Check = unseen
) -> None:
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
        check()
        membership.notice_level = level


def _wear(viewer: Viewer, group_id: int, token: str | None) -> None:
    """Tie a stored picture to a group, or none."""
    with atomic():
        _access_managed(viewer, group_id).picture = token
        ref = ref_of(group_id)
        media.replace(ref, token, purpose=Purpose.GROUP, writer_id=viewer.known_id)
        emit(GroupChanged(group_id=group_id))


def _access_managed(viewer: Viewer, group_id: int) -> Group:
    """Return the row of a group that the viewer manages, locked, to be changed."""
    with atomic() as session:
        access_facts_of(viewer, group_id, _("Only an owner changes the group."), policy.may_manage)
        return session.get_one(Group, group_id, with_for_update=True)
