"""Who may like."""

from app.core.subjects import Subject
from app.core.viewer import Viewer


def may_like(viewer: Viewer, subject: Subject) -> bool:
    """Anybody signed in, except the author."""
    return not viewer.is_guest and subject.author_id != viewer.account_id
