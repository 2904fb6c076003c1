"""How one wants letters, and how one stops them from a letter, signed in or not."""

from flask import Blueprint, flash, url_for
from werkzeug.wrappers import Response

from app.core.i18n import _
from app.letters import queries, services
from app.letters.forms import LettersForm
from app.letters.links.tokens import NOTICES, WEEKLY
from app.letters.push.devices import push_settings
from app.letters.schedule.weekly_letter import stop_weekly
from app.letters.shapes import LetterSettings
from app.web.current_viewer import viewer
from app.web.guards import public, signed_in
from app.web.responses import confidential, render_page, see_other

pages = Blueprint("letters", __name__)


@pages.route("/parametres/lettres", methods=["GET", "POST"])
@signed_in
def settings() -> Response | tuple[str, int]:
    """Choose which letters come, and when they do not."""
    known = queries.settings(viewer())
    form = LettersForm(lambda: _choices(queries.settings(viewer())), known=_choices(known))

    def choose() -> None:
        services.choose(
            viewer(),
            is_on=form.is_on.data,
            quiet=form.quiet(),
            is_weekly=form.is_weekly.data,
            check=form.check,
        )

    if form.did(choose):
        flash(_("Your choice is noted."), "success")
        return see_other(url_for("letters.settings"))
    told = push_settings(viewer())
    return render_page("letters/settings.html", form=form, known=known, push=told), form.status


@pages.post("/parametres/lettres/essai")
@signed_in
def send_trial() -> Response:
    """Send a letter to an address that refused ours."""
    services.send_trial(viewer())
    flash(_("The letter is on its way: open the link in it."), "info")
    return see_other(url_for("letters.settings"))


@pages.get("/parametres/lettres/arrivee/<token>")
@signed_in
def arrival_page(token: str) -> Response:
    """Show the button that says that a letter has arrived. Opening the link changes nothing."""
    return confidential(render_page("letters/arrived.html", token=token))


@pages.post("/parametres/lettres/arrivee/<token>")
@signed_in
def arrival(token: str) -> Response:
    """Write to the address again."""
    services.note_arrival(viewer(), token)
    flash(_("Letters reach you again."), "success")
    return see_other(url_for("letters.settings"))


@pages.get("/lettres/arreter/<token>")
@public
def stop_page(token: str) -> Response:
    """Show the button that stops letters. Mail scanners open every link, and press none."""
    NOTICES.account_of(token)
    return confidential(render_page("letters/stop.html", token=token))


@pages.post("/lettres/arreter/<token>")
@public
def stop(token: str) -> str:
    """Stop letters at once, for a person or for their mail program. Source: RFC 8058 §3.2."""
    services.stop(token)
    return render_page("letters/stopped.html")


@pages.get("/lettres/semaine/arreter/<token>")
@public
def stop_weekly_page(token: str) -> Response:
    """Show the button that stops the weekly letter."""
    WEEKLY.account_of(token)
    return confidential(render_page("letters/stop_weekly.html", token=token))


@pages.post("/lettres/semaine/arreter/<token>")
@public
def stop_weekly_letter(token: str) -> str:
    """Stop the weekly letter alone, at once, for a person or for their mail program."""
    stop_weekly(token)
    return render_page("letters/stopped.html")


def _choices(known: LetterSettings) -> dict[str, object]:
    """Return what the form shows at first."""
    quiet = known.choices.quiet
    return {
        "is_on": known.choices.is_on,
        "is_weekly": known.weekly.is_on,
        "quiet_from": str(quiet.begin),
        "quiet_until": str(quiet.end),
        "time_zone": quiet.time_zone,
    }
