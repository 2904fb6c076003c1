"""The front page."""

from flask import Blueprint

from app.home.queries import front_page
from app.web.answers import render_page
from app.web.guards import public
from app.web.viewing import viewer
from app.web.visitor_cache import keep_for_visitors

pages = Blueprint("home", __name__)


@pages.get("/")
@public
def front() -> str:
    """Show what waits: for a visitor, what this place is; for a member, where they left."""
    keep_for_visitors("lists", "groups")
    return render_page("home/front.html", page=front_page(viewer()))
