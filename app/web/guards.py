"""Who may call a page. Every endpoint wears exactly one guard; a test says so."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from app.web.current_viewer import viewer

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Anybody may call it; what is seen is decided further in."""
    return _marked(view, "public")


def signed_in(view: View) -> View:
    """Only members may call it; a guest is sent to sign in."""

    @wraps(view)
    def guarded(*args: object, **kwargs: object) -> object:
        _known = viewer().known_id  # raises SignInNeeded for a guest
        return view(*args, **kwargs)

    return cast("View", _marked(guarded, "signed_in"))


def _marked(view: View, guard: str) -> View:
    """Say on a view which guard it wears; the architecture test reads it."""
    view.__dict__["guard"] = guard
    return view
