"""The rows of articles with comments, behind the threads of the community."""

from collections.abc import Iterator

from app.blog.enums import ArticleState
from app.core.slugs import slug_of
from app.text import RENDERER_VERSION
from bench import rows
from bench.bulk import Row
from bench.rows import POSTS_PER_THREAD, moment, posts
from bench.words import Sentence

ARTICLES = 100
SECTIONS, SENTENCES = 5, 12
"""Of an article: headings, and sentences under each of them; about a thousand words in all."""
CATEGORIES = ("Événements", "Trésorerie", "Bénévoles")


def url_of(article_id: int) -> str:
    """Return the address of an article."""
    return f"/blog/article-{article_id}"


def article_threads(threads_before: int) -> Iterator[Row]:
    """Return the threads under the articles; their comments are posts like any others."""
    for n in range(1, ARTICLES + 1):
        yield {
            "id": threads_before + n,
            "group_id": None,
            "kind": "article",
            "title": _title(n),
            "slug": f"article-{n}",
            "author_id": _author_of(n),
            "created_at": moment(n),
            "active_at": moment(n),
            "last_author_id": _author_of(n),
            "post_count": POSTS_PER_THREAD + 1,
            "answer_count": POSTS_PER_THREAD,
            "reply_count": POSTS_PER_THREAD,
        }


def comments(threads_before: int, lot: list[Sentence]) -> Iterator[Row]:
    """Return as many comments under each article as a thread has posts, nested like those."""
    offset = threads_before * POSTS_PER_THREAD
    for post in posts(ARTICLES, lot):
        is_reply = post["parent_id"] is not None
        yield {
            **post,
            "id": offset + post["id"],
            "thread_id": threads_before + post["thread_id"],
            "number": post["number"] + 1,  # the text of the article has no post
            "parent_id": offset + post["parent_id"] if is_reply else None,
            "root_id": offset + post["root_id"] if is_reply else None,
        }


def articles(threads_before: int) -> Iterator[Row]:
    """Return the articles, all of them published."""
    for n in range(1, ARTICLES + 1):
        yield {
            "id": n,
            "state": ArticleState.PUBLISHED,
            **_words(n),
            "body": "",
            "created_at": moment(n),
            "moved_at": moment(n),
            "slug": f"article-{n}",
            "thread_id": threads_before + n,
            "published_id": n,
            "published_at": moment(n),
        }


def authors() -> Iterator[Row]:
    """Return who wrote them."""
    for n in range(1, ARTICLES + 1):
        yield {"article_id": n, "account_id": _author_of(n), "accepted_at": moment(n)}


def manuscripts(lot: list[Sentence]) -> Iterator[Row]:
    """Return their texts, with headings enough for a table of contents."""
    for n in range(1, ARTICLES + 1):
        html = "\n".join(
            f"<h4>Partie {section}</h4>\n<p>{_paragraph(n * SECTIONS + section, lot)}</p>"
            for section in range(1, SECTIONS + 1)
        )
        yield {
            "id": n,
            "article_id": n,
            "number": 1,
            **_words(n),
            "body": "",
            "category_slug": slug_of(CATEGORIES[n % len(CATEGORIES)], limit=60),
            "html": html,
            "renderer_version": RENDERER_VERSION,
            "word_count": 1000,
            "created_at": moment(n),
        }


def _words(n: int) -> Row:
    return {
        "title": _title(n),
        "summary": "Ce que nous en avons appris, pour les autres.",
        "category": CATEGORIES[n % len(CATEGORIES)],
        "tags": "fête, pluie",
    }


def _title(n: int) -> str:
    return f"Ce que nous a appris la fête {n}"


def _author_of(n: int) -> int:
    return 1 + n * 7919 % rows.WRITERS


def _paragraph(n: int, lot: list[Sentence]) -> str:
    return " ".join(lot[(n * 31 + step * 7) % len(lot)].text for step in range(SENTENCES))
