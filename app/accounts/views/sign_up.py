"""Signing up, and the welcome after it."""

from flask import request, url_for
from werkzeug.wrappers import Response

from app.accounts import services
from app.accounts.forms import SignUpForm
from app.accounts.shapes import Newcomer
from app.accounts.views.blueprint import pages
from app.accounts.views.browser import take_in, this_device
from app.core.i18n import language
from app.web.addresses import safe_next
from app.web.current_viewer import viewer
from app.web.guards import public, signed_in
from app.web.responses import render_page, see_other


@pages.route("/inscription", methods=["GET", "POST"])
@public
def sign_up() -> Response | tuple[str, int]:
    """Open an account and sign in at once."""
    if not viewer().is_guest:
        return see_other("/")
    form = SignUpForm(next=request.args.get("next", ""))
    if request.method == "POST":
        started = form.accepted(lambda: services.open_account(newcomer_typed(form), this_device()))
        if started is not None:
            take_in(started)
            return see_other(safe_next(form.next.data, default=url_for("accounts.welcome")))
    return render_page("accounts/sign_up.html", form=form), form.status


@pages.get("/bienvenue")
@signed_in
def welcome() -> str:
    """Say hello to somebody who has just arrived."""
    return render_page("accounts/welcome.html")


def newcomer_typed(form: SignUpForm) -> Newcomer:
    """Return what was typed."""
    return Newcomer(
        display_name=form.display_name.data or "",
        handle=form.handle.data or "",
        email=form.email.data or "",
        password=form.password.data or "",
        accepts_letters=form.accept_letters.data,
        language=language(),
    )
