"""Writing in an open group is joining it."""

from app.core.viewer import Viewer
from app.groups import services as groups
from app.threads.queries.access import thread_access
from app.threads.shapes import ThreadAccess


def joined(viewer: Viewer, group_id: int | None) -> ThreadAccess:
    """Let the viewer join a group that is open; return how they stand in it then, or in none.

    Raises:
        NotFound: there is no such group for this viewer.
    """
    if group_id is not None:
        groups.join_if_open(viewer, group_id)
    return thread_access(viewer, group_id)
