"""The pages of threads."""

from app.threads.views import (
    drafts,
    hidden_posts,
    marks,
    mentions,
    moderation,
    posts,
    print_view,
    threads,
)
from app.threads.views.blueprint import pages

__all__ = [
    "drafts",
    "hidden_posts",
    "marks",
    "mentions",
    "moderation",
    "pages",
    "posts",
    "print_view",
    "threads",
]
