"""Pages of the blog: what everybody reads, writing, and the desk."""

from app.blog.views import articles, corrections, desk, drafts, feeds
from app.blog.views.blueprint import pages

__all__ = ["articles", "corrections", "desk", "drafts", "feeds", "pages"]
