"""The kinds of notices that rooms have announced."""

from collections.abc import Collection, Mapping

from flask import Flask, current_app

from app.notices.shapes import NoticeKind
from app.notices.terms import Nature

_KINDS = "entraide_notice_kinds"


def announce(app: Flask, kinds: Collection[NoticeKind]) -> None:
    """Add kinds to those that can be told."""
    known: dict[str, NoticeKind] = app.extensions.setdefault(_KINDS, {})
    known.update({kind.kind: kind for kind in kinds})


def kinds() -> Mapping[str, NoticeKind]:
    """Return all kinds by name."""
    known: dict[str, NoticeKind] = current_app.extensions.get(_KINDS, {})
    return known


def kinds_of(nature: Nature) -> tuple[str, ...]:
    """Return the names of the kinds of one nature."""
    return tuple(kind.kind for kind in kinds().values() if kind.nature is nature)
