"""A person's page: what they say of themselves, and what they wrote."""

from flask import Blueprint

from app.accounts import queries as accounts
from app.forum.fragments.thread_rows import thread_list
from app.forum.queries.lists import ListFilter, latest_lines
from app.friends import queries as friends
from app.web.current_viewer import viewer
from app.web.fragments import decoded
from app.web.guards import public
from app.web.offline import readable_offline
from app.web.responses import render_page

pages = Blueprint("home_people", __name__)
THREADS = 10
"""Threads of theirs that are shown."""


@pages.get("/membres/<handle>")
@public
@readable_offline
def person(handle: str) -> str:
    """Show a person, with what the viewer may see."""
    profile = accounts.profile(viewer(), handle)
    which = ListFilter(author_id=profile.face.id, size=THREADS)
    lines = latest_lines(viewer(), which).items
    threads = decoded(thread_list(viewer(), lines, level=3))
    is_other = not viewer().is_guest and not profile.is_mine and not profile.is_blocked
    relationship = friends.relationship(viewer(), profile.face.id) if is_other else None
    return render_page(
        "home/person.html", profile=profile, threads=threads, relationship=relationship
    )
