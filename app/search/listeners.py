"""What is found no more."""

from app.core.events import SubjectRemoved
from app.search import services


def forget(event: SubjectRemoved) -> None:
    """Let a subject that is gone be found no more."""
    services.forget(event.ref)
