"""Who may do what in a thread. Reading is decided by `queries.access_thread`."""

from app.core.viewer import Right, Viewer
from app.threads.shapes import ThreadAccess


def may_moderate(viewer: Viewer, access: ThreadAccess) -> bool:
    """Moderators of the group; site moderators where they may read."""
    return access.may_moderate or (access.may_read and is_staff(viewer))


def is_staff(viewer: Viewer) -> bool:
    """Those who look after what is said wherever they may read."""
    return viewer.has(Right.CONTENT_MODERATE)


def may_reply(viewer: Viewer, access: ThreadAccess, *, is_closed: bool) -> bool:
    """Who may post in the group; in a closed thread, moderators only."""
    return access.may_post and (not is_closed or may_moderate(viewer, access))


def may_edit(
    viewer: Viewer, access: ThreadAccess, *, author_id: int | None, is_closed: bool
) -> bool:
    """The author while the thread is open; moderators always."""
    if may_moderate(viewer, access):
        return True
    return viewer.is_account(author_id) and access.may_post and not is_closed


def may_delete(viewer: Viewer, access: ThreadAccess, *, author_id: int | None) -> bool:
    """The author and moderators."""
    return viewer.is_account(author_id) or may_moderate(viewer, access)
