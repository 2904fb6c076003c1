"""This browser: whether it is told while the site is closed."""

from flask import Blueprint, render_template, url_for
from werkzeug.wrappers import Response

from app.letters.push import devices
from app.letters.push.forms import DeviceForm
from app.web.addresses import came_from
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import fragment_or_back, see_other, wants_fragment

pages = Blueprint("push", __name__)
_FRAGMENT = "letters/_push.html"


@pages.post("/parametres/lettres/appareil")
@signed_in
def tell_here() -> tuple[str, int] | Response:
    """Tell this browser from now on."""
    form = DeviceForm()
    is_done = form.did(
        lambda: devices.tell_here(
            viewer(),
            endpoint=form.endpoint.data or "",
            p256dh=form.p256dh.data or "",
            auth=form.auth.data or "",
        )
    )
    if is_done and not wants_fragment():
        return see_other(url_for("letters.settings"))
    known = devices.push_settings(viewer())
    return render_template(_FRAGMENT, push=known, refusals=form.refusals), form.status


@pages.post("/parametres/lettres/appareil/arreter")
@signed_in
def tell_here_no_more() -> str | Response:
    """Tell this browser nothing any more."""
    devices.tell_here_no_more(viewer())
    known = devices.push_settings(viewer())
    back = url_for("letters.settings")
    return fragment_or_back(_FRAGMENT, back=back, push=known, refusals=())


@pages.post("/parametres/lettres/appareil/refuser")
@signed_in
def decline() -> Response:
    """Ask this person never again whether they want to be told."""
    devices.decline(viewer())
    return see_other(came_from(default=url_for("letters.settings")))
