"""Pages of the blog: what everybody reads, writing, and the desk."""

from app.blog.views import articles, desk, drafts, feeds, preview, remarks, versions
from app.blog.views.blueprint import pages

__all__ = ["articles", "desk", "drafts", "feeds", "pages", "preview", "remarks", "versions"]
