"""Asking questions and beginning discussions."""

from dataclasses import dataclass

from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.viewer import Viewer
from app.forum.enums import KINDS
from app.forum.services.tags import tag_names, with_tags
from app.threads.services import openings


@dataclass(frozen=True, slots=True, kw_only=True)
class NewThread(openings.NewThread):
    """What is typed to ask a question or begin a discussion."""

    body: str
    tags: str = ""


def open_thread(viewer: Viewer, new: NewThread) -> int:
    """Ask a question or begin a discussion; return the thread's id. Joins an open group.

    Emits and raises as `threads.services.openings.open_thread`.
    """
    names = _checked(new)
    return openings.open_thread(viewer, new, beside=with_tags(names))


def check_thread(new: NewThread) -> None:
    """Refuse what could not be opened, whoever opened it; nothing is rendered or written.

    Raises:
        FormRefused: something in it cannot be accepted.
    """
    _checked(new)
    openings.check_opening(new)


def _checked(new: NewThread) -> tuple[str, ...]:
    """Return the tags.

    Raises:
        FormRefused: they, or the kind, cannot be accepted.
    """
    if new.kind not in KINDS:
        raise FormRefused(_("Choose: a question or a discussion."), field="kind")
    return tag_names(new.tags)
