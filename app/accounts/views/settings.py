"""Settings: what one says of oneself, the password, the address, browsers, blocks."""

from typing import Any

from flask import flash, url_for
from werkzeug.wrappers import Response

from app.accounts import queries, services
from app.accounts.forms import ChangePasswordForm, MoveForm, PreferencesForm, ProfileForm
from app.accounts.shapes import OwnSettings
from app.accounts.views.blueprint import pages
from app.core.i18n import _, in_language, language
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import render_page, see_other


@pages.route("/parametres", methods=["GET", "POST"])
@signed_in
def settings() -> Response | tuple[str, int]:
    """Change what one says of oneself."""
    own = queries.own_settings(viewer())
    form = ProfileForm(
        lambda: _profile_values(queries.own_settings(viewer())), known=_profile_values(own)
    )
    if form.did(lambda: services.edit_profile(viewer(), form.edit(), check=form.check)):
        flash(_("Your page is up to date."), "success")
        return see_other(url_for("accounts.settings"))
    return render_page("accounts/settings.html", form=form, own=own), form.status


@pages.route("/parametres/preferences", methods=["GET", "POST"])
@signed_in
def preferences() -> Response | tuple[str, int]:
    """Choose language, colours, presence and letters."""
    form = PreferencesForm(_preferences)
    if form.did(lambda: _choose_preferences(form)):
        with in_language(form.language.data or language()):
            flash(_("Your preferences are noted."), "success")
        return see_other(url_for("accounts.preferences"))
    return render_page("accounts/preferences.html", form=form), form.status


@pages.route("/parametres/mot-de-passe", methods=["GET", "POST"])
@signed_in
def change_password() -> Response | tuple[str, int]:
    """Change one's password."""
    form = ChangePasswordForm()
    current, new = form.password.data or "", form.new_password.data or ""
    if form.did(lambda: services.change_password(viewer(), current, new)):
        flash(_("Your password is changed; all other devices were signed out."), "success")
        return see_other(url_for("accounts.sessions"))
    return render_page("accounts/change_password.html", form=form), form.status


@pages.route("/parametres/adresse", methods=["GET", "POST"])
@signed_in
def ask_move() -> Response | tuple[str, int]:
    """Ask for another address."""
    own = queries.own_settings(viewer())
    form = MoveForm()
    email, password = form.email.data or "", form.password.data or ""
    if form.did(lambda: services.ask_move(viewer(), email, password)):
        flash(_("A letter is on its way to the new address: open the link in it."), "info")
        return see_other(url_for("accounts.ask_move"))
    return render_page("accounts/move.html", form=form, own=own), form.status


@pages.get("/parametres/sessions")
@signed_in
def sessions() -> str:
    """List the browsers that are signed in."""
    return render_page("accounts/sessions.html", sessions=queries.open_sessions(viewer()))


@pages.post("/parametres/sessions/<int:session_id>/fermer")
@signed_in
def end_session(session_id: int) -> Response:
    """Sign one of one's browsers out."""
    services.end_session(viewer(), session_id)
    flash(_("That device is signed out."), "success")
    return see_other(url_for("accounts.sessions"))


@pages.post("/parametres/sessions/fermer-les-autres")
@signed_in
def end_other_sessions() -> Response:
    """Sign all one's other browsers out."""
    services.end_other_sessions(viewer())
    flash(_("All other devices are signed out."), "success")
    return see_other(url_for("accounts.sessions"))


@pages.get("/parametres/blocages")
@signed_in
def blocks() -> str:
    """List the people whom one has blocked."""
    return render_page("accounts/blocks.html", people=queries.blocked_faces(viewer()))


def _choose_preferences(form: PreferencesForm) -> None:
    """Store what was chosen."""
    services.choose_preferences(
        viewer(),
        language=form.language.data or "",
        theme=form.theme.data or "",
        shows_presence=form.show_presence.data,
        accepts_letters=form.accept_letters.data,
        check=form.check,
    )


def _preferences() -> dict[str, Any]:
    """Return what the form of preferences shows at first."""
    own = queries.own_settings(viewer())
    return {
        "language": own.language,
        "theme": own.theme,
        "show_presence": own.shows_presence,
        "accept_letters": own.accepts_letters,
    }


def _profile_values(own: OwnSettings) -> dict[str, Any]:
    """Return what the form shows at first."""
    told = own.profile
    return {
        "display_name": told.display_name,
        **told.told,
        **{f"{field}_audience": audience.value for field, audience in told.audiences.items()},
    }
