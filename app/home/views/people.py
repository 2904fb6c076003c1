"""A person's page: what they say of themselves, and what they wrote."""

from flask import Blueprint

from app.accounts import queries as accounts
from app.forum.queries.lists import ListFilter, latest_threads
from app.web.answers import render_page
from app.web.guards import public
from app.web.viewing import viewer

pages = Blueprint("home_people", __name__)
THREADS = 10
"""Threads of theirs that are shown."""


@pages.get("/membres/<handle>")
@public
def person(handle: str) -> str:
    """Show a person, with what the viewer may see."""
    profile = accounts.profile(viewer(), handle)
    which = ListFilter(author_id=profile.face.id, size=THREADS)
    return render_page(
        "home/person.html", profile=profile, threads=latest_threads(viewer(), which).items
    )
