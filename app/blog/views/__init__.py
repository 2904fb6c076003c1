"""Pages of the blog: what everybody reads, writing, and the desk."""

from app.blog.views import articles, coauthors, corrections, desk, drafts, feeds, readings
from app.blog.views.blueprint import pages

__all__ = ["articles", "coauthors", "corrections", "desk", "drafts", "feeds", "pages", "readings"]
