"""The weekly letter as a page of one's own, to be read on the site or printed."""

from flask import Blueprint

from app.home.fragments.week import week_of
from app.web.addresses import site_url
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import render_page

pages = Blueprint("home_week", __name__)


@pages.get("/lettres/semaine")
@signed_in
def week() -> str:
    """Show what the weekly letter would say now."""
    return render_page("home/week.html", parts=week_of(viewer()), site=site_url())
