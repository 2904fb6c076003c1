"""The pages of threads."""

from app.threads.views import drafts, marks, mentions, moderation, posts, print_view, threads
from app.threads.views.blueprint import pages

__all__ = [
    "drafts",
    "marks",
    "mentions",
    "moderation",
    "pages",
    "posts",
    "print_view",
    "threads",
]
