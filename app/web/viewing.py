"""Who is looking, for views: the one door to Flask-Login."""

from typing import Protocol, cast

from flask import g
from flask_login import UserMixin, current_user

from app.core.viewer import GUEST, Viewer


class SignedIn(UserMixin):
    """What Flask-Login carries for us: the key of the session and the viewer behind it."""

    def __init__(self, key: str, viewer: Viewer) -> None:
        """Wrap a viewer under the key of their session."""
        self.id = key
        self.viewer = viewer


class _Carrier(Protocol):
    """Anything that carries a viewer."""

    viewer: Viewer


def viewer() -> Viewer:
    """Return who is looking in this request."""
    if "viewer" not in g:
        is_known = current_user.is_authenticated
        g.viewer = cast("_Carrier", current_user).viewer if is_known else GUEST
    looking: Viewer = g.viewer
    return looking
