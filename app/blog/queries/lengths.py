"""How long texts are, in words and in minutes."""

from app import text
from app.blog.limits import WORDS_A_MINUTE


def word_count(body: str) -> int:
    """Return how many words a text has that was typed."""
    return len(text.search_text(body).split())


def minutes_to_read(words: int) -> int:
    """Return how long so many words take; a minute at least."""
    return max(1, round(words / WORDS_A_MINUTE))
