"""Coming back when the password is forgotten."""

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from app.accounts import queries, services
from app.accounts.enums import LinkPurpose
from app.accounts.forms import NewPasswordForm, RecoveryForm
from app.accounts.views.blueprint import pages
from app.accounts.views.browser import take_in, this_device
from app.core.errors import NotFound
from app.core.i18n import _
from app.web.guards import public
from app.web.responses import confidential, render_page, see_other


@pages.route("/mot-de-passe-oublie", methods=["GET", "POST"])
@public
def ask_recovery() -> Response | tuple[str, int]:
    """Send a link that sets a new password. The answer is the same for every address."""
    form = RecoveryForm()
    if form.did(lambda: services.ask_recovery(form.email.data or "", this_device())):
        return see_other(url_for("accounts.recovery_asked"))
    return render_page("accounts/recovery.html", form=form), form.status


@pages.get("/mot-de-passe-oublie/envoye")
@public
def recovery_asked() -> str:
    """Say that a letter is on its way, if there is an account."""
    return render_page("accounts/recovery_asked.html")


@pages.route("/mot-de-passe/<key>", methods=["GET", "POST"])
@public
def recover(key: str) -> Response:
    """Set a new password by a link, and sign in."""
    if queries.link_target(key, LinkPurpose.RECOVER) is None:
        return _expired()
    form = NewPasswordForm()
    if request.method == "POST":
        try:
            started = form.accepted(
                lambda: services.recover(key, form.password.data or "", this_device())
            )
        except NotFound:  # used in another window, this very moment
            return _expired()
        if started is not None:
            take_in(started)
            flash(_("Your password is changed; all other devices were signed out."), "success")
            return see_other("/")
    return confidential(render_page("accounts/new_password.html", form=form), form.status)


def _expired() -> Response:
    """Say that a link opens nothing, and what to do."""
    page = render_page("accounts/link_expired.html", sentence="")
    return confidential(page, NotFound.status)
