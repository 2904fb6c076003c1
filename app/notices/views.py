"""The list of notices, what was read, and how one wants to be told."""

from flask import Blueprint, flash, request, url_for
from werkzeug.wrappers import Response

from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.subjects import SubjectRef, is_id
from app.notices import queries, services
from app.notices.forms import LevelForm
from app.notices.queries import Show
from app.web.addresses import came_from
from app.web.answers import render_page, see_other, wants_fragment
from app.web.guards import signed_in
from app.web.paging import CURSOR, pager
from app.web.viewing import viewer

pages = Blueprint("notices", __name__)


@pages.get("/notifications")
@signed_in
def notices() -> str:
    """List one's notices."""
    show = _show()
    page = queries.notice_page(viewer(), show=show, cursor=request.args.get(CURSOR))
    return render_page(
        "notices/notices.html", notices=page.items, pager=pager(page), show=show.value
    )


@pages.post("/notifications/lues")
@signed_in
def mark_read() -> Response:
    """Mark notices read: up to a number, about a subject, or all."""
    container = request.form.get("container")
    unread = services.mark_read(
        viewer(),
        upto=_number("upto"),
        container=SubjectRef.parse(container) if container else None,
    )
    return _done(unread)


@pages.post("/notifications/<int:notice_id>/lue")
@signed_in
def mark_one_read(notice_id: int) -> Response:
    """Mark one notice read."""
    return _done(services.mark_read(viewer(), notice_id=notice_id))


@pages.route("/parametres/notifications", methods=["GET", "POST"])
@signed_in
def settings() -> Response | tuple[str, int]:
    """Choose how much one hears of what goes on."""
    wishes = queries.wishes(viewer())
    form = LevelForm(level=wishes.level.value)
    if form.did(lambda: services.choose_level(viewer(), form.level.data)):
        flash(_("Your choice is noted."), "success")
        return see_other(url_for("notices.settings"))
    return render_page("notices/settings.html", form=form, wishes=wishes), form.status


@pages.post("/parametres/notifications/genres")
@signed_in
def switch_kind() -> Response:
    """Switch one kind of notice on or off."""
    is_on = request.form.get("wanted") == "1"
    services.switch_kind(viewer(), request.form.get("kind", ""), is_on=is_on)
    flash(_("You will hear of it.") if is_on else _("You will not hear of it again."), "success")
    return see_other(came_from(default=url_for("notices.settings")))


def _show() -> Show:
    """Read what the list is to be narrowed to; everything, when that is no such thing."""
    wanted = request.args.get("voir", "")
    return Show(wanted) if wanted in set(Show) else Show.ALL


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
