"""The list of notices, what was read, and how one wants to be told."""

from flask import Blueprint, flash, request, url_for
from werkzeug.wrappers import Response

from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.ids import is_id
from app.core.subjects import SubjectRef
from app.notices import queries, services
from app.notices.forms import LevelForm, TrialForm
from app.notices.queries import Show
from app.notices.rules.precedence import STEPS
from app.web.addresses import came_from
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.offline import readable_offline
from app.web.paging import CURSOR, pager
from app.web.responses import render_page, see_other, wants_fragment

pages = Blueprint("notices", __name__)
DRAWER = "autres"


@pages.get("/notifications")
@signed_in
@readable_offline
def notices() -> str:
    """List one's notices, or what was kept back of people who are no friends."""
    wanted, cursor = request.args.get("voir", ""), request.args.get(CURSOR)
    kept = queries.drawer_count(viewer())
    if wanted == DRAWER:
        upto = queries.last_activity_id()  # before the page: what comes meanwhile stays new
        drawer = queries.drawer_page(viewer(), cursor=cursor)
        return render_page(
            "notices/drawer.html",
            lines=drawer.items,
            pager=pager(drawer),
            kept=kept,
            upto=upto,
            show=DRAWER,
        )
    show = Show(wanted) if wanted in set(Show) else Show.ALL
    page = queries.notice_page(viewer(), show=show, cursor=cursor)
    return render_page(
        "notices/notices.html", notices=page.items, pager=pager(page), kept=kept, show=show.value
    )


@pages.post("/notifications/autres/vues")
@signed_in
def see_drawer() -> Response:
    """Remember that the drawer was looked into."""
    services.see_drawer(viewer(), _number("upto"))
    if wants_fragment():
        return Response(status=204)
    return see_other(url_for("notices.notices", voir=DRAWER))


@pages.post("/notifications/lues")
@signed_in
def mark_read() -> Response:
    """Mark notices read: up to a number, about a subject, of some kinds, or all."""
    container = request.form.get("container")
    unread = services.mark_read(
        viewer(),
        upto=_number("upto"),
        container=SubjectRef.parse(container) if container else None,
        kinds=request.form.getlist("kind"),
    )
    return _done(unread)


@pages.post("/notifications/<int:bundle>/lue")
@signed_in
def mark_one_read(bundle: int) -> Response:
    """Mark one notice read, or one bundle of them."""
    return _done(services.mark_read(viewer(), bundle=bundle))


@pages.post("/notifications/<int:bundle>/regler")
@signed_in
def turn(bundle: int) -> Response:
    """Hear more of the like, less, or never again."""
    services.adjust(viewer(), bundle, request.form.get("step", ""))
    flash(_("It is noted. You can change it again in your settings."), "success")
    return see_other(came_from(default=url_for("notices.notices")))


@pages.route("/parametres/notifications", methods=["GET", "POST"])
@signed_in
def settings() -> Response | tuple[str, int]:
    """Choose how much one hears of what goes on, and try out what would follow."""
    preferences = queries.preferences(viewer())
    form = LevelForm(_level, known={"level": preferences.level.value})
    if form.did(lambda: services.choose_level(viewer(), form.level.data, check=form.check)):
        flash(_("Your choice is noted."), "success")
        return see_other(url_for("notices.settings"))
    trying = TrialForm(preferences)
    case = trying.case()
    return render_page(
        "notices/settings.html",
        form=form,
        preferences=preferences,
        steps=STEPS,
        trying=trying,
        trial=queries.trial(viewer(), case) if case else None,
    ), form.status


@pages.post("/parametres/notifications/genres")
@signed_in
def switch_kind() -> Response:
    """Switch one kind of notice on or off, or have it told by steps."""
    wanted, kind = request.form.get("wanted"), request.form.get("kind", "")
    services.switch_kind(viewer(), kind, is_on=wanted in {"1", "steps"}, by_steps=wanted == "steps")
    said = {"1": _("You will hear of it."), "steps": _("You will hear of it from time to time.")}
    flash(said.get(wanted or "", _("You will not hear of it again.")), "success")
    return see_other(came_from(default=url_for("notices.settings")))


def _level() -> dict[str, str]:
    """Return what the form of the level shows at first."""
    return {"level": queries.preferences(viewer()).level.value}


def _number(name: str) -> int | None:
    """Read a number from the form; `None` when it is left out.

    Raises:
        FormRefused: it is something else.
    """
    text = request.form.get(name, "")
    if not text:
        return None
    if not is_id(text):
        raise FormRefused(_("The request could not be understood."), field=name)
    return int(text)


def _done(unread: int) -> Response:
    """Answer our script with what is unread now, a plain browser with the page it came from."""
    if wants_fragment():
        return Response(str(unread), mimetype="text/plain")
    return see_other(came_from(default=url_for("notices.notices")))
