"""The page of one's friends, and what one can do about somebody."""

from flask import Blueprint, flash, request
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.accounts.names.handles import is_handle
from app.accounts.shapes import Face
from app.core.errors import FormRefused, NotFound
from app.core.i18n import _
from app.friends import queries, services
from app.friends.enums import RelationshipState
from app.friends.forms import AskForm
from app.friends.notifications import ACCEPTED, ASKED
from app.web.addresses import came_from
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.paging import CURSOR, pager
from app.web.responses import fragment_or_back, render_page, see_other, wants_fragment

pages = Blueprint("friends", __name__, url_prefix="/amis")
_Answer = str | Response | tuple[str, int]


@pages.get("")
@signed_in
def friends() -> str:
    """Show one's friends, the requests that wait, and whom one may know."""
    page = queries.friends_page(viewer(), cursor=request.args.get(CURSOR))
    return render_page(
        "friends/friends.html",
        page=page,
        pager=pager(page.friends),
        shown_kinds=(ASKED.kind, ACCEPTED.kind),
    )


@pages.route("/<handle>/demander", methods=["GET", "POST"])
@signed_in
def ask(handle: str) -> _Answer:
    """Ask somebody to be friends, with a sentence or without."""
    face, form = _person(handle), AskForm()
    if request.method == "POST":
        state = form.accepted(
            lambda: services.ask(viewer(), face.id, message=form.message.data or "")
        )
        if state is not None:
            made = _("{name} and you are friends now.", name=face.display_name)
            sent = _("Your request is on its way to {name}.", name=face.display_name)
            return _done(face, made if state is RelationshipState.FRIENDS else sent)
        if wants_fragment():
            raise FormRefused(" ".join([*form.refusals, *form.message.errors]))
    relationship = queries.relationship(viewer(), face.id)
    if request.method == "GET" and relationship.state in {
        RelationshipState.FRIENDS,
        RelationshipState.ASKED_BY,
    }:
        return see_other(face.url)  # nothing to ask: their page says what they are
    return render_page(
        "friends/ask.html", form=form, face=face, relationship=relationship
    ), form.status


@pages.post("/<handle>/accepter")
@signed_in
def accept(handle: str) -> _Answer:
    """Say yes to somebody who has asked."""
    face = _person(handle)
    services.accept(viewer(), face.id)
    return _done(face, _("{name} and you are friends now.", name=face.display_name))


@pages.post("/<handle>/refuser")
@signed_in
def decline(handle: str) -> _Answer:
    """Hear no more of a request."""
    face = _person(handle)
    services.decline(viewer(), face.id)
    return _done(face, _("The request is put away. {name} is not told.", name=face.display_name))


@pages.post("/<handle>/retirer")
@signed_in
def leave(handle: str) -> _Answer:
    """End a friendship, or take a request back."""
    face = _person(handle)
    was = services.leave(viewer(), face.id)
    ended = _("{name} and you are friends no more. Nobody is told.", name=face.display_name)
    return _done(
        face, ended if was is RelationshipState.FRIENDS else _("Your request is taken back.")
    )


def _person(handle: str) -> Face:
    """Return the person of a handle.

    Raises:
        NotFound: there is nobody, or not any more.
    """
    found = accounts.by_handle([handle]) if is_handle(handle) else {}
    if handle.lower() not in found:
        raise NotFound
    return accounts.face(found[handle.lower()])


def _done(face: Face, sentence: str) -> str | Response:
    """Answer with what they are to each other now, or with the page on which the button stood."""
    if not wants_fragment():
        flash(sentence, "success")
        return fragment_or_back("friends/_relationship.html", back=_back(face))
    relationship = queries.relationship(viewer(), face.id)
    return fragment_or_back("friends/_relationship.html", face=face, relationship=relationship)


def _back(face: Face) -> str:
    """Return the page on which the button stood; from the form itself, that of the person."""
    before = came_from(default=face.url)
    return face.url if before.partition("?")[0].endswith("/demander") else before
