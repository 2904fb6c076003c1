"""Articles that come from elsewhere: published there, at another time, and told to nobody.

The caller vouches for the rights: these functions ask nobody's permission.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.blog.enums import ArticleState
from app.blog.models import Article, ArticleAuthor
from app.blog.services.manuscripts import frozen, keep_manuscript
from app.blog.services.publication import show
from app.blog.shapes import ArticleText
from app.core.transaction import atomic


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedArticle:
    """An article as everybody read it elsewhere."""

    text: ArticleText
    """As `checked_draft` returns it; its cover was stored by one of its authors."""
    author_ids: tuple[int, ...]
    """In the order of the byline; one at least."""
    published_at: datetime
    editor_id: int | None = None
    """Who read it, where that is known."""


def _nothing(_article_id: int, _thread_id: int) -> None:
    """Write nothing."""


def import_article(
    new: ImportedArticle, *, beside: Callable[[int, int], None] = _nothing
) -> tuple[int, int]:
    """Publish an article that was published elsewhere; return its id and that of its thread.

    Its text is rendered before the transaction begins, unless the caller has begun one.

    Args:
        new: the article.
        beside: writes what belongs to it, by these two ids, in the same transaction.

    Emits:
        ThreadOpened: as no news.

    Raises:
        Conflict: another article of this title is being published.
    """
    at, writer_id = new.published_at, new.author_ids[0]
    manuscript = frozen(0, new.text, writer_id=writer_id, account_id=None, at=at)
    with atomic() as session:
        article = Article(
            state=ArticleState.PUBLISHED,
            **new.text._asdict(),
            created_at=at,
            moved_at=at,
            published_at=at,
            editor_id=new.editor_id,
        )
        session.add(article)
        session.flush()  # its authors and its text need its number
        session.add_all(
            ArticleAuthor(
                article_id=article.id, account_id=account_id, position=place, accepted_at=at
            )
            for place, account_id in enumerate(new.author_ids)
        )
        manuscript.article_id = article.id
        keep_manuscript(session, manuscript)
        thread_id = show(session, article, manuscript, is_news=False)
        beside(article.id, thread_id)
        return article.id, thread_id
