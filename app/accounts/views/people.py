"""What others see of a person, and not wanting to hear from them."""

from flask import flash
from werkzeug.wrappers import Response

from app.accounts import services
from app.accounts.views.blueprint import pages
from app.core.i18n import _
from app.web.addresses import came_from
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import see_other


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
