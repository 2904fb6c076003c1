"""The pages of the forum."""

from app.forum.views import checks, marks, questions, threads
from app.forum.views.blueprint import pages

__all__ = ["checks", "marks", "pages", "questions", "threads"]
