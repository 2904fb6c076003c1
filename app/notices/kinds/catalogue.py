"""The kinds of notices that rooms provide."""

from collections.abc import Mapping

from app.core.registry import provided_by_kind
from app.notices.enums import Nature
from app.notices.shapes import NoticeKind


def kinds() -> Mapping[str, NoticeKind]:
    """Return all kinds by name."""
    return provided_by_kind(NoticeKind)


def kinds_of(nature: Nature) -> tuple[str, ...]:
    """Return the names of the kinds of one nature."""
    return tuple(kind.kind for kind in kinds().values() if kind.nature is nature)
