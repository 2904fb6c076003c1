"""Who may call a page. Every endpoint wears exactly one guard; a test says so."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from app.core.errors import Forbidden, NotFound
from app.core.i18n import _
from app.core.viewer import Right
from app.web.viewing import viewer

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Anybody may call it; what is seen is decided further in."""
    view.guard = "public"  # type: ignore[attr-defined] # read by the architecture test
    return view


def signed_in(view: View) -> View:
    """Only members may call it; a guest is sent to sign in."""

    @wraps(view)
    def guarded(*args: object, **kwargs: object) -> object:
        viewer().known_id  # noqa: B018 - raises SignInNeeded for a guest
        return view(*args, **kwargs)

    guarded.guard = "signed_in"  # type: ignore[attr-defined] # read by the architecture test
    return guarded  # type: ignore[return-value] # same signature, by construction


def staff(right: Right) -> Callable[[View], View]:
    """Only staff with this right may call it; a guest does not learn that it exists."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: object, **kwargs: object) -> object:
            if viewer().is_guest:
                raise NotFound
            if not viewer().has(right):
                raise Forbidden(_("This page is for the team that looks after the site."))
            return view(*args, **kwargs)

        guarded.guard = f"staff:{right}"  # type: ignore[attr-defined] # see above
        return guarded  # type: ignore[return-value] # same signature, by construction

    return guard
