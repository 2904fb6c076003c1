"""The pages of the forum."""

from app.forum.views import (
    checks,
    drafts,
    marks,
    mentions,
    moderation,
    posts,
    print_view,
    threads,
)
from app.forum.views.blueprint import pages

__all__ = [
    "checks",
    "drafts",
    "marks",
    "mentions",
    "moderation",
    "pages",
    "posts",
    "print_view",
    "threads",
]
