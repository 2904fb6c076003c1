"""Articles as things that people talk under."""

from app.blog.fragments import structured_data
from app.blog.notifications import WORDS
from app.blog.queries.access import authors_of_thread
from app.blog.queries.facts import (
    ARTICLE_DRAFT,
    FACTS,
    KIND,
    PROPOSAL,
    ROOM,
    is_mine,
    texts_of,
    thread_named,
)
from app.blog.queries.published import article_url, published_article
from app.threads.integration import integrated
from app.threads.kinds import DraftPlace, ThreadKind
from app.threads.shapes import PostsOfPage, ThreadHead


def _context(head: ThreadHead, _posts: PostsOfPage) -> dict[str, object]:
    """Return the article that stands above its comments, and others like it."""
    article, related = published_article(head)
    return {
        "article": article,
        "description": article.card.summary,
        "related": related,
        "structured": structured_data(article),
    }


ARTICLE = ThreadKind(
    kind=KIND,
    room=ROOM,
    base=ROOM,
    url=lambda _thread_id, slug: article_url(slug),
    named=thread_named,
    authors_of=authors_of_thread,
    is_own=is_mine,
    page="blog/article.html",
    macros="blog/_kind.html",
    has_opening=False,
    facts=FACTS,
    texts=texts_of,
    context=_context,
    answer_entry="comment",
)
PROVIDED = (
    *integrated(ARTICLE, words=WORDS),
    DraftPlace(kind=PROPOSAL, url="/blog/proposer"),
    DraftPlace(kind=ARTICLE_DRAFT, url="/redaction/articles/{}"),
)
"""What people can do with articles because there are threads under them, and as they write."""
