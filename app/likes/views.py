"""The like button, and who liked."""

from flask import Blueprint
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.core.subjects import SubjectRef, access_likeable
from app.likes import queries, services
from app.web.current_viewer import viewer
from app.web.guards import public, signed_in
from app.web.responses import fragment_or_back, render_page

pages = Blueprint("likes", __name__, url_prefix="/likes")


@pages.get("/<subject:ref>")
@public
def likers(ref: SubjectRef) -> str:
    """Show who likes a subject, to those who may see it."""
    subject = access_likeable(viewer(), ref)
    ids = queries.liker_ids(ref)
    faces = accounts.faces(ids)
    me = viewer().account_id
    return render_page(
        "likes/likers.html",
        subject=subject,
        people=[faces[account_id] for account_id in ids],
        friends=accounts.friends_among(me, ids) if me is not None else frozenset(),
    )


@pages.post("/<subject:ref>")
@signed_in
def like(ref: SubjectRef) -> str | Response:
    """Like a subject."""
    services.like(viewer(), ref)
    return _button(ref)


@pages.post("/<subject:ref>/retirer")
@signed_in
def unlike(ref: SubjectRef) -> str | Response:
    """Take a like back."""
    services.unlike(viewer(), ref)
    return _button(ref)


def _button(ref: SubjectRef) -> str | Response:
    """Answer with the button as it is now."""
    subject = access_likeable(viewer(), ref)
    likes = queries.like_summary(viewer(), ref)
    return fragment_or_back("likes/_button.html", back=subject.url, likes=likes)
