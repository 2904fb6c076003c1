"""Submissions of an article side by side."""

from flask import request
from werkzeug.wrappers import Response

from app.blog.queries.versions import article_versions
from app.blog.views.blueprint import pages
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.paging import CURSOR, pager
from app.web.responses import confidential, render_page


@pages.get("/redaction/articles/<int:article_id>/versions")
@signed_in
def versions(article_id: int) -> Response:
    """Show what its authors made of an article from one submission to the next."""
    found = article_versions(viewer(), article_id, cursor=request.args.get(CURSOR))
    page = render_page("blog/versions.html", versions=found, pager=pager(found.page))
    return confidential(page)
