"""Pages of the blog: what everybody reads, writing, and the desk."""

from app.blog.views import articles, desk, drafts, feeds, remarks, versions
from app.blog.views.blueprint import pages

__all__ = ["articles", "desk", "drafts", "feeds", "pages", "remarks", "versions"]
