"""Signing in and out."""

from flask import request
from werkzeug.wrappers import Response

from app.accounts import services
from app.accounts.forms import SignInForm
from app.accounts.views.blueprint import pages
from app.accounts.views.browser import let_out, take_in, this_device
from app.web.addresses import safe_next
from app.web.current_viewer import viewer
from app.web.guards import public
from app.web.headers import CLEARED
from app.web.responses import render_page, see_other


@pages.route("/connexion", methods=["GET", "POST"])
@public
def sign_in() -> Response | tuple[str, int]:
    """Sign in; as somebody else than who is here already, when that is asked for."""
    form = SignInForm(next=request.args.get("next", ""))
    if request.method == "GET" and not viewer().is_guest and "autre" not in request.args:
        return see_other(safe_next(request.args.get("next")))
    if request.method == "POST":
        started = form.accepted(
            lambda: services.sign_in(form.email.data or "", form.password.data or "", this_device())
        )
        if started is not None:
            services.sign_out(viewer())  # another account, or this one, was signed in before
            take_in(started)
            return see_other(safe_next(form.next.data))
    return render_page("accounts/sign_in.html", form=form), form.status


@pages.post("/deconnexion")
@public
def sign_out() -> Response:
    """Sign out; signing out twice is no error."""
    services.sign_out(viewer())
    let_out()
    response = see_other("/")
    response.headers["Clear-Site-Data"] = CLEARED
    return response
