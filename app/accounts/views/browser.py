"""Signing the browser in front of us in and out: the one door to Flask-Login's cookie."""

from flask import g, request, session
from flask_login import login_user, logout_user

from app.accounts.sessions.devices import device_label
from app.accounts.sessions.login import find_signed_in
from app.accounts.shapes import SignInDevice, StartedSession


def this_device() -> SignInDevice:
    """Return the browser that asks."""
    return SignInDevice(
        label=device_label(request.headers.get("User-Agent", "")),
        address=(request.remote_addr or "")[:45],
    )


def take_in(started: StartedSession) -> None:
    """Give the browser the cookie of a session that has just begun, and nothing from before."""
    signed_in = find_signed_in(started.key)
    session.clear()
    session.permanent = True
    login_user(signed_in)
    g.pop("viewer", None)


def let_out() -> None:
    """Take the cookie back."""
    logout_user()
    session.clear()
    g.pop("viewer", None)
