"""What moderators do to threads: close, point elsewhere, pin, move."""

import re

from flask import Blueprint, request
from werkzeug.wrappers import Response

from app.core.errors import FormRefused, require
from app.core.i18n import _
from app.forum import policy
from app.forum.forms import MoveForm
from app.forum.queries.access import access_thread
from app.forum.services import moderation
from app.groups import queries as groups
from app.web.answers import render_page, see_other
from app.web.forms import Choice
from app.web.guards import signed_in
from app.web.viewing import viewer

pages = Blueprint("forum_moderating", __name__)


@pages.post("/questions/<int:thread_id>/fermer")
@signed_in
def close(thread_id: int) -> Response:
    """Close a thread, or close it as a duplicate when another is named."""
    other = request.form.get("other", "").strip()
    if other:
        moderation.close_as_duplicate(viewer(), thread_id, _thread_number(other))
    else:
        moderation.close(viewer(), thread_id, reason=request.form.get("reason", ""))
    return _back(thread_id)


@pages.post("/questions/<int:thread_id>/rouvrir")
@signed_in
def reopen(thread_id: int) -> Response:
    """Open a closed thread again."""
    moderation.reopen(viewer(), thread_id)
    return _back(thread_id)


@pages.post("/questions/<int:thread_id>/epingler")
@signed_in
def pin(thread_id: int) -> Response:
    """Pin a thread at the top of its group."""
    moderation.pin(viewer(), thread_id)
    return _back(thread_id)


@pages.post("/questions/<int:thread_id>/desepingler")
@signed_in
def unpin(thread_id: int) -> Response:
    """Unpin a thread."""
    moderation.unpin(viewer(), thread_id)
    return _back(thread_id)


@pages.route("/questions/<int:thread_id>/deplacer", methods=["GET", "POST"])
@signed_in
def move(thread_id: int) -> Response | tuple[str, int]:
    """Choose the group to which a thread is moved."""
    head = access_thread(viewer(), thread_id)
    require(
        policy.may_moderate(viewer(), head.standing), _("This is for the moderators of the group.")
    )
    form, led = MoveForm(), groups.groups_led(viewer(), is_staff=policy.is_staff(viewer()))
    form.group.choices = [Choice(one.slug, one.name) for one in led if one.id != head.group_id]
    if form.did(lambda: moderation.move(viewer(), thread_id, _group_id(form.group.data))):
        return _back(thread_id)
    return render_page("forum/move.html", head=head, form=form), form.status


def _back(thread_id: int) -> Response:
    """Send back to the thread."""
    return see_other(access_thread(viewer(), thread_id).url)


def _group_id(slug: str) -> int:
    """Return the group at an address.

    Raises:
        NotFound: there is none for this viewer.
    """
    return groups.standing_by_slug(viewer(), slug).group.id


def _thread_number(typed: str) -> int:
    """Return the number of a thread from its address or the number itself.

    Raises:
        FormRefused: there is none in it.
    """
    found = re.search(r"(?:^|/questions/)([0-9]{1,17})(?:\D|$)", typed)
    if found is None:
        raise FormRefused(_("Paste the address of the other thread."), field="other")
    return int(found[1])
