"""What moderators do to threads: close, point elsewhere, pin, move; and what authors are told."""

from contextlib import suppress

from flask import g, request
from werkzeug.wrappers import Response

from app.core.errors import NotFound, require
from app.core.i18n import _
from app.groups import queries as groups
from app.threads import policy
from app.threads.enums import Act
from app.threads.forms import MoveForm, ReplyForm
from app.threads.kinds import kind_of, macros_of
from app.threads.queries.access import access_thread, thread_access
from app.threads.queries.acts import access_act
from app.threads.services import moderation
from app.threads.shapes import ActItem, ThreadAccess, ThreadHead
from app.threads.views.blueprint import asked_thread, pages
from app.web.current_viewer import viewer
from app.web.forms import Choice
from app.web.guards import signed_in
from app.web.responses import render_page, see_other


@pages.post("/<threads:base>/<int:thread_id>/fermer")
@signed_in
def close(thread_id: int) -> Response:
    """Close a thread."""
    head = asked_thread(thread_id)
    moderation.close(viewer(), thread_id, reason=request.form.get("reason", ""))
    return see_other(head.url)


@pages.post("/<threads:base>/<int:thread_id>/rouvrir")
@signed_in
def reopen(thread_id: int) -> Response:
    """Open a closed thread again."""
    head = asked_thread(thread_id)
    moderation.reopen(viewer(), thread_id)
    return see_other(head.url)


@pages.post("/<threads:base>/<int:thread_id>/epingler")
@signed_in
def pin(thread_id: int) -> Response:
    """Pin a thread at the top of its group."""
    head = asked_thread(thread_id)
    moderation.pin(viewer(), thread_id)
    return see_other(head.url)


@pages.post("/<threads:base>/<int:thread_id>/desepingler")
@signed_in
def unpin(thread_id: int) -> Response:
    """Unpin a thread."""
    head = asked_thread(thread_id)
    moderation.unpin(viewer(), thread_id)
    return see_other(head.url)


@pages.route("/<threads:base>/<int:thread_id>/deplacer", methods=["GET", "POST"])
@signed_in
def move(thread_id: int) -> Response | tuple[str, int]:
    """Choose the group to which a thread is moved."""
    head = asked_thread(thread_id)
    require(head.may_moderate, _("This is for the moderators of the group."))
    form = MoveForm(
        lambda: {"group": _slug_of(access_thread(viewer(), thread_id))},
        known={"group": _slug_of(head)},
    )
    led = groups.groups_led(viewer(), is_staff=policy.is_staff(viewer()))
    form.group.choices = [Choice(one.slug, one.name) for one in led if one.id != head.group_id]
    if form.did(
        lambda: moderation.move(viewer(), thread_id, _group_id(form.group.data), check=form.check)
    ):
        return see_other(head.url)
    return render_page("threads/move.html", head=head, form=form), form.status


@pages.get("/<threads:base>/actes/<int:act_id>")
@signed_in
def act(act_id: int) -> str:
    """Show somebody what was done to their words, those words, and how to write them again."""
    done = access_act(viewer(), act_id)
    kind = kind_of(done.kind)
    if kind.base != g.thread_base:
        raise NotFound
    group, thread = _seen(done.group_id), _still_open(done)
    form: object = None
    if done.act == Act.DELETED and done.is_opening and group and group.may_post:
        form = kind.again(done) if kind.again else None
    elif done.act == Act.DELETED and not done.is_opening and thread is not None:
        form = ReplyForm(body=done.body, parent_id=done.parent_id)
    return render_page(
        "threads/act.html", act=done, form=form, thread=thread, group=group, kind=macros_of(kind)
    )


def _seen(group_id: int | None) -> ThreadAccess | None:
    """Return where the viewer stands in a group, or in none; `None`: it is hidden from them."""
    with suppress(NotFound):
        return thread_access(viewer(), group_id)
    return None


def _still_open(done: ActItem) -> ThreadHead | None:
    """Return the thread of an act while the viewer may see it."""
    with suppress(NotFound):
        return access_thread(viewer(), done.thread_id)
    return None


def _slug_of(head: ThreadHead) -> str:
    """Return the address of the group of a thread; empty for one of none."""
    return head.access.group.slug if head.access.group else ""


def _group_id(slug: str) -> int:
    """Return the group at an address.

    Raises:
        NotFound: there is none for this viewer.
    """
    return groups.group_access_by_slug(viewer(), slug).group.id
