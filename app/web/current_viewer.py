"""Who is looking, for views: the one door to Flask-Login."""

from collections.abc import Mapping
from typing import Protocol, cast

from flask import g
from flask_login import AnonymousUserMixin, UserMixin, current_user

from app.core.viewer import GUEST, Viewer

COUNTERS = "entraide_tallies"
"""Where the factory keeps the questions for what rooms count for each member."""
_KEPT_BY_FLASK_LOGIN = "_login_user"
"""Where it keeps the user of a request, in `g`; while there is one, it asks for none."""


class SignedIn(UserMixin):
    """What Flask-Login carries for us: the key of the session and the viewer behind it."""

    def __init__(self, key: str, viewer: Viewer, member_counters: Mapping[str, int]) -> None:
        """Wrap a viewer, and what is counted for them, under the key of their session."""
        self.id = key
        self.viewer = viewer
        self.member_counters = member_counters


class _Carrier(Protocol):
    """Anything that carries a viewer."""

    viewer: Viewer
    member_counters: Mapping[str, int]


def viewer() -> Viewer:
    """Return who is looking in this request."""
    if "viewer" not in g:
        is_known = current_user.is_authenticated
        g.viewer = cast("_Carrier", current_user).viewer if is_known else GUEST
    looking: Viewer = g.viewer
    return looking


def member_counters() -> Mapping[str, int]:
    """Return what rooms count for the member who looks, as it was when the request began."""
    return {} if viewer().is_guest else cast("_Carrier", current_user).member_counters


def look_as_guest() -> None:
    """Let nobody look in the rest of this request: who it is can no longer be asked."""
    g.viewer = GUEST
    setattr(g, _KEPT_BY_FLASK_LOGIN, AnonymousUserMixin())
