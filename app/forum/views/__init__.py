"""The pages of the forum."""

from app.forum.views import acting, drafting, mentions, moderating, printing, reading, writing

pages = (
    reading.pages,
    printing.pages,
    writing.pages,
    acting.pages,
    drafting.pages,
    mentions.pages,
    moderating.pages,
)

__all__ = ["pages"]
