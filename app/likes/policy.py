"""Who may like."""

from app.core.subjects import Subject, authors_of
from app.core.viewer import Viewer


def may_like(viewer: Viewer, subject: Subject) -> bool:
    """Anybody signed in, except who wrote it."""
    return not viewer.is_guest and viewer.account_id not in authors_of(subject)
