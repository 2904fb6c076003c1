"""What moderators do to threads: close, point elsewhere, pin, move; and what authors are told."""

import re
from contextlib import suppress

from werkzeug.wrappers import Response

from app.core.errors import FormRefused, NotFound, require
from app.core.i18n import _
from app.forum import policy
from app.forum.enums import Act
from app.forum.forms import AskForm, CloseForm, MoveForm, ReplyForm
from app.forum.queries.access import access_thread
from app.forum.queries.acts import access_act
from app.forum.services import moderation
from app.forum.shapes import ActItem, ThreadHead
from app.forum.views.blueprint import pages
from app.groups import queries as groups
from app.groups.shapes import GroupAccess
from app.web.current_viewer import viewer
from app.web.forms import Choice
from app.web.guards import signed_in
from app.web.responses import render_page, see_other


@pages.post("/questions/<int:thread_id>/fermer")
@signed_in
def close(thread_id: int) -> Response:
    """Close a thread, or close it as a duplicate when another is named."""
    form = CloseForm()
    other, reason = (form.other.data or "").strip(), form.reason.data or ""
    if other:
        moderation.close_as_duplicate(viewer(), thread_id, _thread_number(other), reason=reason)
    else:
        moderation.close(viewer(), thread_id, reason=reason)
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
        policy.may_moderate(viewer(), head.access), _("This is for the moderators of the group.")
    )
    form = MoveForm(
        lambda: {"group": access_thread(viewer(), thread_id).access.group.slug},
        known={"group": head.access.group.slug},
    )
    led = groups.groups_led(viewer(), is_staff=policy.is_staff(viewer()))
    form.group.choices = [Choice(one.slug, one.name) for one in led if one.id != head.group_id]
    if form.did(
        lambda: moderation.move(viewer(), thread_id, _group_id(form.group.data), check=form.check)
    ):
        return _back(thread_id)
    return render_page("forum/move.html", head=head, form=form), form.status


@pages.get("/questions/actes/<int:act_id>")
@signed_in
def act(act_id: int) -> str:
    """Show somebody what was done to their words, those words, and how to write them again."""
    done = access_act(viewer(), act_id)
    group, thread = _seen(done.group_id), _still_open(done)
    form: AskForm | ReplyForm | None = None
    if done.act == Act.DELETED and done.is_opening and group and group.may_post:
        form = AskForm(title=done.title, body=done.body, tags=done.tags, kind=done.kind)
        form.group.data = group.group.slug
    elif done.act == Act.DELETED and thread is not None:
        form = ReplyForm(body=done.body, parent_id=done.parent_id)
    return render_page("forum/act.html", act=done, form=form, thread=thread, group=group)


def _seen(group_id: int) -> GroupAccess | None:
    """Return where the viewer stands in a group; `None` when it is hidden from them."""
    with suppress(NotFound):
        return groups.group_access(viewer(), group_id)
    return None


def _still_open(done: ActItem) -> ThreadHead | None:
    """Return the thread of an act while the viewer may see it."""
    with suppress(NotFound):
        return access_thread(viewer(), done.thread_id)
    return None


def _back(thread_id: int) -> Response:
    """Send back to the thread."""
    return see_other(access_thread(viewer(), thread_id).url)


def _group_id(slug: str) -> int:
    """Return the group at an address.

    Raises:
        NotFound: there is none for this viewer.
    """
    return groups.group_access_by_slug(viewer(), slug).group.id


def _thread_number(typed: str) -> int:
    """Return the number of a thread from its address or the number itself.

    Raises:
        FormRefused: there is none in it.
    """
    found = re.search(r"(?:^|/questions/)([0-9]{1,17})(?:\D|$)", typed)
    if found is None:
        raise FormRefused(_("Paste the address of the other thread."), field="other")
    return int(found[1])
