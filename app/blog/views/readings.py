"""A reader has come to the end of an article: our script says so, and a number grows."""

import hashlib

from flask import current_app, request
from werkzeug.wrappers import Response

from app.blog.queries.access import author_ids
from app.blog.queries.published import shown_article
from app.blog.services.readings import note_reading
from app.blog.views.blueprint import pages
from app.core.limits import network_of
from app.web.current_viewer import viewer
from app.web.guards import public


@pages.post("/blog/<int:thread_id>/lecture")
@public
def read(thread_id: int) -> Response:
    """Count one reading; those of its authors are not counted."""
    article_id = shown_article(thread_id)
    if viewer().account_id not in author_ids(article_id):
        note_reading(article_id, viewer(), mark=_mark())
    return Response(status=204)


def _mark() -> str:
    """Return what tells this visitor from others, from which nobody finds them."""
    said = (
        current_app.config["SECRET_KEY"],
        network_of(request.remote_addr or ""),
        request.headers.get("User-Agent", ""),
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]
