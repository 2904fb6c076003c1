"""Who may do what in a thread. Reading is decided by `queries.access_thread`."""

from typing import Protocol

from app.core.viewer import Right, Viewer
from app.groups.shapes import GroupAccess


class OpenThread(Protocol):
    """What the rules look at in a thread: a row, or its head."""

    @property
    def kind(self) -> str:
        """A question or a discussion."""

    @property
    def author_id(self) -> int | None:
        """Who opened it."""


def may_moderate(viewer: Viewer, access: GroupAccess) -> bool:
    """Moderators of the group; site moderators where they may read."""
    return access.may_moderate or (access.may_read and is_staff(viewer))


def is_staff(viewer: Viewer) -> bool:
    """Those who look after what is said wherever they may read."""
    return viewer.has(Right.CONTENT_MODERATE)


def may_reply(viewer: Viewer, access: GroupAccess, *, is_closed: bool) -> bool:
    """Who may post in the group; in a closed thread, moderators only."""
    return access.may_post and (not is_closed or may_moderate(viewer, access))


def may_edit(
    viewer: Viewer, access: GroupAccess, *, author_id: int | None, is_closed: bool
) -> bool:
    """The author while the thread is open; moderators always."""
    if may_moderate(viewer, access):
        return True
    return _is(viewer, author_id) and access.may_post and not is_closed


def may_delete(viewer: Viewer, access: GroupAccess, *, author_id: int | None) -> bool:
    """The author and moderators."""
    return _is(viewer, author_id) or may_moderate(viewer, access)


def may_accept(viewer: Viewer, access: GroupAccess, thread: OpenThread) -> bool:
    """The asker and moderators, in questions."""
    if thread.kind != "question":
        return False
    return _is(viewer, thread.author_id) or may_moderate(viewer, access)


def may_plan_check(
    viewer: Viewer, access: GroupAccess, thread: OpenThread, *, answerer_id: int | None
) -> bool:
    """Choose the day of a check: who asked, who wrote the solution, and moderators."""
    if thread.kind != "question":
        return False
    return _is(viewer, answerer_id) or may_accept(viewer, access, thread)


def may_check(viewer: Viewer, access: GroupAccess, *, is_closed: bool) -> bool:
    """Say whether a solution is still true: all who may answer."""
    return may_reply(viewer, access, is_closed=is_closed)


def may_mark_helpful(viewer: Viewer, *, author_id: int | None) -> bool:
    """Anybody signed in but the author of the answer."""
    return not viewer.is_guest and not _is(viewer, author_id)


def _is(viewer: Viewer, account_id: int | None) -> bool:
    """Tell whether the viewer is this person; guests are nobody."""
    return account_id is not None and viewer.account_id == account_id
