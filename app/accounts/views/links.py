"""Links from letters: opening one shows a page, its button does what it says.

Mail scanners open every link; none of them presses a button.
"""

from flask import flash, url_for
from werkzeug.wrappers import Response

from app.accounts import queries, services
from app.accounts.enums import LinkPurpose
from app.accounts.views.blueprint import pages
from app.core.errors import FormRefused, NotFound
from app.core.i18n import _
from app.web.addresses import came_from
from app.web.current_viewer import viewer
from app.web.guards import public, signed_in
from app.web.responses import confidential, render_page, see_other


@pages.get("/confirmation/<key>")
@public
def confirm_page(key: str) -> Response:
    """Show what the link confirms."""
    return _question("accounts/confirm.html", key, LinkPurpose.CONFIRM)


@pages.post("/confirmation/<key>")
@public
def confirm(key: str) -> Response:
    """Confirm the address. Whoever has the link need not be signed in."""
    try:
        services.confirm(key)
    except NotFound:
        return _expired()
    return see_other(url_for("accounts.confirmed"))


@pages.get("/confirmation")
@public
def confirmed() -> str:
    """Say that the address is confirmed."""
    return render_page("accounts/confirmed.html")


@pages.post("/confirmation")
@signed_in
def ask_confirmation() -> Response:
    """Send the confirmation letter again."""
    services.ask_confirmation(viewer())
    flash(_("The letter is on its way. Look among the unwanted ones if it does not come."), "info")
    return see_other(came_from())


@pages.get("/parametres/adresse/<key>")
@public
def move_page(key: str) -> Response:
    """Show which address the link proves."""
    return _question("accounts/move_confirm.html", key, LinkPurpose.MOVE)


@pages.post("/parametres/adresse/<key>")
@public
def move(key: str) -> Response:
    """Change the address."""
    try:
        services.move(key, viewer=viewer())
    except NotFound:
        return _expired()
    except FormRefused as refusal:
        return _expired(refusal.sentence)
    return see_other(url_for("accounts.confirmed"))


@pages.get("/parametres/adresse/arreter/<key>")
@public
def stop_move_page(key: str) -> Response:
    """Show what the link stops."""
    return _question("accounts/move_stop.html", key, LinkPurpose.STOP_MOVE)


@pages.post("/parametres/adresse/arreter/<key>")
@public
def stop_move(key: str) -> Response:
    """Stop the change of address, and lead on to a new password."""
    try:
        recovery = services.stop_move(key)
    except NotFound:
        return _expired()
    flash(_("The change is stopped and all devices are signed out."), "success")
    return see_other(url_for("accounts.recover", key=recovery))


def _question(template: str, key: str, purpose: LinkPurpose) -> Response:
    """Ask whether the one act of a link is wanted, or say that it opens nothing."""
    target = queries.link_target(key, purpose)
    if target is None:
        return _expired()
    return confidential(render_page(template, target=target))


def _expired(sentence: str = "") -> Response:
    """Say that a link opens nothing, and what to do."""
    page = render_page("accounts/link_expired.html", sentence=sentence)
    return confidential(page, NotFound.status)
