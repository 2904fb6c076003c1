"""Pages of the blog: what everybody reads, writing, and the desk."""

from app.blog.views import (
    articles,
    coauthors,
    corrections,
    desk,
    drafts,
    feeds,
    preview,
    readings,
    remarks,
    versions,
)
from app.blog.views.blueprint import pages

__all__ = [
    "articles",
    "coauthors",
    "corrections",
    "desk",
    "drafts",
    "feeds",
    "pages",
    "preview",
    "readings",
    "remarks",
    "versions",
]
