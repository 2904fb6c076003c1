"""Titles, summaries, categories and tags of articles, made to fit."""

from app.blog.limits import (
    CATEGORY_LENGTH,
    SUMMARY_LEAST,
    SUMMARY_LENGTH,
    TAGS_LENGTH,
    TAGS_MOST,
    TITLE_LENGTH,
)
from app.core.i18n import _
from app.core.slugs import slug_of
from app.text import normalise, plain
from app.threads.services.content import one_line


def fitting_title(title: str, most: int = TITLE_LENGTH) -> tuple[str, bool]:
    """Return a title that fits, and whether something of it is missing."""
    if len(title) <= most:
        return title, False
    room = title[: most - 1]
    return f"{room.rpartition(' ')[0] or room}…", True


def title_of(title: str, text: str, name: str) -> str:
    """Return the title of an article: its own, else its first words, else what it is called."""
    return one_line(normalise(title)) or plain(text, limit=TITLE_LENGTH // 2) or name


def summary_of(told: str, text: str, title: str) -> str:
    """Return what an article is about, of a length that fits: as told, else how it begins."""
    summary = plain(normalise(told), limit=SUMMARY_LENGTH)
    if len(summary) < SUMMARY_LEAST:
        beginning = next((part for part in _paragraphs(text) if len(part) >= SUMMARY_LEAST), "")
        summary = beginning or plain(text, limit=SUMMARY_LENGTH)
    if len(summary) < SUMMARY_LEAST:
        summary = _("An article from elsewhere: {title}", title=title)[:SUMMARY_LENGTH]
    return summary


def _paragraphs(text: str) -> list[str]:
    """Return the first paragraphs of a text, in words; headings are none."""
    parts = text.split("\n\n", 12)[:12]
    return [
        plain(part, limit=SUMMARY_LENGTH)
        for part in parts
        if part.strip() and not part.lstrip().startswith(("#", "```", "~~~", "|"))
    ]


def category_of(categories: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the first category that can be one here, and the others."""
    tidy = [one_line(normalise(name)) for name in categories]
    fitting = [
        name
        for name in tidy
        if len(name) <= CATEGORY_LENGTH and slug_of(name, limit=CATEGORY_LENGTH)
    ]
    first = fitting[0] if fitting else ""
    return first, tuple(name for name in tidy if name and name != first)


def tags_of(tags: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the tags that an article carries here, and those for which there is no room."""
    tidy = dict.fromkeys(one_line(normalise(tag)).replace(",", " ").lower() for tag in tags)
    kept: list[str] = []
    left: list[str] = []
    for tag in filter(None, tidy):
        fits = len(kept) < TAGS_MOST and len(", ".join([*kept, tag])) <= TAGS_LENGTH
        (kept if fits else left).append(tag)
    return tuple(kept), tuple(left)
