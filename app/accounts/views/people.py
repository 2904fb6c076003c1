"""What others see of a person, and not wanting to hear from them."""

from flask import flash
from werkzeug.wrappers import Response

from app.accounts import queries, services
from app.accounts.views.blueprint import pages
from app.core.i18n import _
from app.web.addresses import came_from
from app.web.answers import render_page, see_other
from app.web.guards import public, signed_in
from app.web.viewing import viewer


@pages.get("/membres/<handle>")
@public
def person(handle: str) -> str:
    """Show a person, with what the viewer may see."""
    return render_page("accounts/person.html", profile=queries.profile(viewer(), handle))


@pages.post("/membres/<handle>/bloquer")
@signed_in
def block(handle: str) -> Response:
    """Stop hearing a person, and being heard."""
    services.block(viewer(), handle)
    flash(_("You will not hear from each other any more. Nobody is told."), "success")
    return see_other(came_from(default=f"/membres/{handle}"))


@pages.post("/membres/<handle>/debloquer")
@signed_in
def unblock(handle: str) -> Response:
    """Hear a person again."""
    services.unblock(viewer(), handle)
    flash(_("You can hear from each other again."), "success")
    return see_other(came_from(default="/parametres/blocages"))
