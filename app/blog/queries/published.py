"""Articles as everybody reads them: the front page of the blog, lists, feeds, one of them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from app import text
from app.accounts import queries as accounts
from app.accounts.shapes import Face
from app.blog.limits import ARTICLES_PER_PAGE, OUTLINED_FROM
from app.blog.models import Article, ArticleAuthor, Manuscript
from app.blog.queries.access import authors_of, cover_of
from app.blog.queries.facts import ROOM, SIGNS, ArticleFacts, article_facts
from app.blog.queries.lengths import minutes_to_read
from app.blog.shapes import ArticleCard, AuthorPage, Category, PublishedArticle
from app.blog.transitions import LISTED
from app.core.db import db
from app.core.errors import NotFound
from app.core.paging import Page, decode_cursor, encode_cursor, page_of
from app.core.shapes import shaped
from app.core.viewer import Viewer
from app.text import Html
from app.threads.queries.columns import THREADS
from app.threads.shapes import ThreadHead

Row = Any  # of `_CARDS`
FEED_SIZE = 30
RELATED = 3
_CARDS = (
    sa.select(
        Article.id,
        Article.slug,
        Article.published_at,
        THREADS.c.id.label("thread_id"),
        THREADS.c.reply_count,
        Manuscript.title,
        Manuscript.summary,
        Manuscript.category,
        Manuscript.category_slug,
        Manuscript.word_count,
        Manuscript.cover,
        Manuscript.cover_alt,
        Manuscript.created_at.label("written_at"),
    )
    .join(Manuscript, Manuscript.id == Article.published_id)
    .join(THREADS, THREADS.c.id == Article.thread_id)
    .where(THREADS.c.deleted_at.is_(None))
)
"""Articles that everybody may read. Hidden and withdrawn ones have a thread that is not there."""
_LISTED = _CARDS.where(Article.state.in_(LISTED))


def listed(
    *, cursor: str | None = None, category: str | None = None, author_id: int | None = None
) -> Page[ArticleCard]:
    """Return one page of the articles, the newest first. Three queries."""
    wanted = _narrowed(category, author_id)
    if cursor:
        published_at, article_id = decode_cursor(cursor, str, int)
        try:
            moment = datetime.fromisoformat(str(published_at))
            is_placed = moment.tzinfo is not None
            moment = moment.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise NotFound from error
        if not is_placed:
            raise NotFound
        key = sa.tuple_(Article.published_at, Article.id)
        wanted = wanted.where(
            key < sa.tuple_(sa.literal(moment, Article.published_at.type), article_id)
        )
    rows = db.session.execute(wanted.limit(ARTICLES_PER_PAGE + 1)).all()
    return page_of(
        _cards(rows),
        ARTICLES_PER_PAGE,
        lambda card: encode_cursor(card.published_at.isoformat(), card.id),
    )


def newest(
    limit: int = FEED_SIZE, *, category: str | None = None, author_id: int | None = None
) -> tuple[ArticleCard, ...]:
    """Return the newest articles. Three queries."""
    return _cards(db.session.execute(_narrowed(category, author_id).limit(limit)).all())


def newest_versions(limit: int) -> tuple[tuple[int, int], ...]:
    """Return id and version of the newest articles: what a page that shows them is kept under."""
    rows = db.session.execute(
        sa.select(Article.id, Article.version)
        .where(Article.state.in_(LISTED))
        .order_by(Article.published_at.desc(), Article.id.desc())
        .limit(limit)
    )
    return tuple((row.id, row.version) for row in rows)


def public_addresses(limit: int) -> tuple[tuple[str, datetime], ...]:
    """Return the articles for search engines, with the moment of their publication. One query."""
    rows = db.session.execute(_LISTED.order_by(Article.published_at.desc()).limit(limit))
    return tuple((article_url(row.slug), row.published_at) for row in rows)


def _narrowed(category: str | None, author_id: int | None) -> sa.Select[Any]:
    """Return the question for articles in lists, the newest first."""
    wanted = _LISTED.order_by(Article.published_at.desc(), Article.id.desc())
    if category is not None:
        wanted = wanted.where(Manuscript.category_slug == category)
    if author_id is not None:
        mine = sa.select(ArticleAuthor.article_id).where(
            ArticleAuthor.account_id == author_id, SIGNS
        )
        wanted = wanted.where(Article.id.in_(mine))
    return wanted


def categories() -> tuple[Category, ...]:
    """Return the categories in which something is listed, as written first, sorted.

    One query.
    """
    shown = sa.select(sa.func.min(Manuscript.id)).join(
        Article, Article.published_id == Manuscript.id
    )
    named_by = shown.where(Article.state.in_(LISTED), Manuscript.category_slug != "").group_by(
        Manuscript.category_slug
    )
    rows = db.session.execute(
        sa.select(Manuscript.category_slug, Manuscript.category)
        .where(Manuscript.id.in_(named_by))
        .order_by(Manuscript.category_slug)
    )
    return tuple(Category(slug=row.category_slug, name=row.category) for row in rows)


def category_of(slug: str) -> Category:
    """Return a category.

    Raises:
        NotFound: nothing is listed in it.
    """
    found = next((one for one in categories() if one.slug == slug), None)
    if found is None:
        raise NotFound
    return found


def author_page(viewer: Viewer, handle: str, *, cursor: str | None = None) -> AuthorPage:
    """Return what somebody has published, and what they say of themselves to this viewer.

    Raises:
        NotFound: there is nobody of that handle, or nothing of theirs is listed.
    """
    account_id = accounts.by_handle([handle]).get(handle)
    if account_id is None:
        raise NotFound
    articles = listed(cursor=cursor, author_id=account_id)
    if not articles.items:
        raise NotFound
    facts = accounts.profile(viewer, handle).facts
    sentence = next((fact.items[0] for fact in facts if fact.name == "sentence"), "")
    return AuthorPage(face=accounts.face(account_id), sentence=sentence, articles=articles)


def published_article(head: ThreadHead) -> tuple[PublishedArticle, tuple[ArticleCard, ...]]:
    """Return the article above a thread, and others, of its category first. Three queries.

    Raises:
        NotFound: it has just been taken away.
    """
    facts = article_facts(head)
    rows = db.session.execute(_with_related(facts)).all()
    if not rows or rows[0].id != facts.article_id:
        raise NotFound
    row, (card, *related) = rows[0], _cards(rows)
    outlined = text.outlined(text.stored(row.html))
    is_long = len(outlined.headings) >= OUTLINED_FROM
    article = PublishedArticle(
        card=card,
        html=outlined.html,
        headings=outlined.headings if is_long else (),
        tags=tuple(tag for tag in row.tags.split(", ") if tag),
        word_count=row.word_count,
        is_archived=facts.is_archived,
    )
    return article, tuple(related)


def _with_related(facts: ArticleFacts) -> sa.Select[Any]:
    """Return the question for an article, and behind it for others without their texts."""
    is_it = Article.id == facts.article_id
    read = sa.orm.aliased(Manuscript)
    category = sa.select(read.category_slug).where(read.id == facts.manuscript_id)
    is_alike = Manuscript.category_slug == category.scalar_subquery()
    return (
        _CARDS.add_columns(
            sa.case((is_it, Manuscript.html), else_="").label("html"), Manuscript.tags
        )
        .where(sa.or_(is_it, Article.state.in_(LISTED)))
        .order_by(
            sa.case((is_it, 0), (is_alike, 1), else_=2),
            Article.published_at.desc(),
            Article.id.desc(),
        )
        .limit(1 + RELATED)
    )


def article_url(slug: str) -> str:
    """Return the address of an article."""
    return f"/{ROOM}/{slug}"


def shown_article(thread_id: int) -> int:
    """Return the article above a thread that everybody reads. One query.

    Raises:
        NotFound: there is none.
    """
    found = db.session.execute(_CARDS.where(Article.thread_id == thread_id)).one_or_none()
    if found is None:
        raise NotFound
    article_id: int = found.id
    return article_id


def texts(cards: Sequence[ArticleCard]) -> dict[int, Html]:
    """Return the texts of articles, by their id. One query."""
    rows = db.session.execute(
        sa.select(Article.id, Manuscript.html)
        .join(Manuscript, Manuscript.id == Article.published_id)
        .where(Article.id.in_({card.id for card in cards}))
    )
    return {row.id: text.stored(row.html) for row in rows}


def _cards(rows: Sequence[Row]) -> tuple[ArticleCard, ...]:
    """Return rows of `_CARDS` with the faces of who wrote them. Two queries."""
    writers = authors_of([row.id for row in rows])
    known = accounts.faces({one for group in writers.values() for one in group})
    return tuple(_card(row, tuple(known[one] for one in writers.get(row.id, ()))) for row in rows)


def _card(row: Row, authors: tuple[Face, ...]) -> ArticleCard:
    """Return one article in a list."""
    return shaped(
        ArticleCard,
        row,
        url=article_url(row.slug),
        authors=authors,
        minutes=minutes_to_read(row.word_count),
        comment_count=row.reply_count,
        cover=cover_of(row),
        updated_at=max(row.published_at, row.written_at),
    )
