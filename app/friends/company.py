"""Who may know whom: the rooms above say what people have in common."""

from collections.abc import Iterator

from flask import Flask, current_app

from app.core.viewer import Viewer
from app.friends.shapes import Company, FindCompany

_COMPANY = "entraide_company"


def announce_company(app: Flask, find: FindCompany) -> None:
    """Add somebody who knows what people have in common."""
    app.extensions.setdefault(_COMPANY, []).append(find)


def companies(viewer: Viewer) -> Iterator[Company]:
    """Return the people who have something in common with the viewer."""
    finds: list[FindCompany] = current_app.extensions.get(_COMPANY, [])
    for find in finds:
        yield from find(viewer)
