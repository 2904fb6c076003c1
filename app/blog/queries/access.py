"""Articles at the desk: who may open them, and what they see there."""

from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from app import text
from app.accounts import queries as accounts
from app.accounts.shapes import Face
from app.blog import policy
from app.blog.enums import ArticleState
from app.blog.limits import ARTICLES_PER_PAGE
from app.blog.models import Article, ArticleAuthor, Manuscript, ReadingDay, TimelineEntry
from app.blog.queries.facts import SIGNS, THREAD
from app.blog.shapes import (
    ArticleStanding,
    ArticleText,
    Byline,
    Cover,
    DeskArticle,
    DeskLine,
    Figures,
    TimelineItem,
)
from app.blog.transitions import BY_MOVE, LISTED, SHOWN, STATE_WORDS, WAITING
from app.core.db import db
from app.core.errors import NotFound
from app.core.shapes import shaped
from app.core.subjects import SubjectRef
from app.core.viewer import Viewer
from app.likes import queries as likes
from app.threads.queries.columns import THREADS

Row = Any  # with the columns `cover` and `cover_alt`


def access_article_row(
    viewer: Viewer, article_id: int, *, is_locked: bool = False
) -> tuple[Article, ArticleStanding]:
    """Return the row of an article that the viewer may open at the desk, locked to change it.

    Raises:
        NotFound: there is no such one for this viewer.
    """
    article, standing, _writers = _accessed(viewer, article_id, is_locked=is_locked)
    return article, standing


def _accessed(
    viewer: Viewer, article_id: int, *, is_locked: bool = False
) -> tuple[Article, ArticleStanding, Mapping[int, ArticleAuthor]]:
    """Return the row of an article, how the viewer stands to it, and who writes it. Two queries.

    Raises:
        NotFound: there is no such one for this viewer.
    """
    wanted = sa.select(Article).where(Article.id == article_id)
    article = db.session.scalars(wanted.with_for_update() if is_locked else wanted).one_or_none()
    if article is None:
        raise NotFound
    writers = writers_of(article_id)
    standing = _standing(viewer, article, writers)
    if not policy.may_see(standing, article.state):
        raise NotFound
    return article, standing, writers


def _standing(
    viewer: Viewer, article: Article, writers: Mapping[int, ArticleAuthor]
) -> ArticleStanding:
    """Return how the viewer stands to an article."""
    mine = None if viewer.is_guest else writers.get(viewer.known_id)
    return ArticleStanding(
        is_author=mine is not None and mine.accepted_at is not None and mine.left_at is None,
        is_asked=mine is not None and mine.accepted_at is None,
        has_part=mine is not None,
        is_editor=policy.is_editor(viewer),
        is_reviewer=mine is None and viewer.is_account(article.editor_id),
    )


def author_ids(article_id: int) -> tuple[int, ...]:
    """Return who writes an article, in the order of the byline."""
    return authors_of([article_id]).get(article_id, ())


def writers_of(article_id: int) -> dict[int, ArticleAuthor]:
    """Return who writes an article, wrote it or is asked to, by their account. One query."""
    rows = db.session.scalars(
        sa.select(ArticleAuthor).where(ArticleAuthor.article_id == article_id)
    )
    return {row.account_id: row for row in rows}


def authors_of_thread(thread_id: int) -> tuple[int, ...]:
    """Return who signs the article above a thread. One query."""
    rows = db.session.scalars(
        sa.select(ArticleAuthor.account_id)
        .join(Article, Article.id == ArticleAuthor.article_id)
        .where(Article.thread_id == thread_id, SIGNS)
    )
    return tuple(rows)


def authors_of(article_ids: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Return who writes each of the articles, in the order of the byline. One query."""
    rows = db.session.execute(
        sa.select(ArticleAuthor.article_id, ArticleAuthor.account_id)
        .where(ArticleAuthor.article_id.in_(set(article_ids)), SIGNS)
        .order_by(ArticleAuthor.article_id, ArticleAuthor.position)
    )
    found: dict[int, tuple[int, ...]] = {}
    for article_id, account_id in rows:
        found[article_id] = (*found.get(article_id, ()), account_id)
    return found


def cover_of(text: ArticleText | Row) -> Cover | None:
    """Return the picture at the top of what has `cover` and `cover_alt`, if there is one."""
    return Cover(url=f"/medias/{text.cover}", alt=text.cover_alt) if text.cover else None


def read_manuscript(article: Article) -> Manuscript | None:
    """Return the text that is read at the desk: what everybody reads, or what waits to be read."""
    if article.state in SHOWN and article.state is not ArticleState.CORRECTION:
        return db.session.get(Manuscript, article.published_id)
    return last_manuscript(article.id)


def last_manuscript(article_id: int) -> Manuscript | None:
    """Return the text that was submitted last."""
    return db.session.scalars(
        sa.select(Manuscript)
        .where(Manuscript.article_id == article_id)
        .order_by(Manuscript.number.desc())
        .limit(1)
    ).one_or_none()


def desk_article(viewer: Viewer, article_id: int) -> DeskArticle:
    """Return an article as its authors and its editors see it. Six queries.

    Raises:
        NotFound: there is no such one for this viewer.
    """
    article, standing, known_writers = _accessed(viewer, article_id)
    entries = db.session.scalars(
        sa.select(TimelineEntry)
        .where(TimelineEntry.article_id == article_id)
        .order_by(TimelineEntry.id)
    ).all()
    writers = [one for one in known_writers.values() if one.left_at is None]
    frozen = read_manuscript(article)
    shown = _text_for(standing, article, frozen)
    met = {article.editor_id, *(one.account_id for one in writers)}
    known = accounts.faces(met | {one.actor_id for one in entries})
    bylines = _bylines(viewer, writers, known)
    return DeskArticle(
        id=article.id,
        state=article.state,
        state_word=str(STATE_WORDS[article.state]),
        text=shown,
        html=text.stored(frozen.html) if frozen else None,
        cover=cover_of(shown),
        version=article.version,
        authors=tuple(one.face for one in bylines if not one.is_asked),
        bylines=bylines,
        figures=_figures(article) if standing.is_author and article.thread_id else None,
        editor=None if article.editor_id is None else known[article.editor_id],
        moved_at=article.moved_at,
        publish_at=article.publish_at,
        url=f"/blog/{article.slug}" if article.slug and article.state in SHOWN else None,
        standing=standing,
        may_write=policy.may_write(standing, article.state),
        timeline=tuple(_told(one, known) for one in entries),
    )


def _told(entry: TimelineEntry, known: Mapping[int | None, Face]) -> TimelineItem:
    """Return a line of the time line."""
    return TimelineItem(
        actor=None if entry.actor_id is None else known[entry.actor_id],
        told=str(BY_MOVE[entry.move].told),
        remark=entry.remark,
        happened_at=entry.created_at,
    )


def _bylines(
    viewer: Viewer, writers: Sequence[ArticleAuthor], known: Mapping[int | None, Face]
) -> tuple[Byline, ...]:
    """Return who signs an article or is asked to, in their order."""
    ordered = sorted(writers, key=attrgetter("position"))
    return tuple(
        Byline(
            face=known[one.account_id],
            is_asked=one.accepted_at is None,
            may_go=one.position > 0 and _may_part(viewer, ordered, one),
        )
        for one in ordered
    )


def _may_part(viewer: Viewer, writers: Sequence[ArticleAuthor], one: ArticleAuthor) -> bool:
    """Tell whether the viewer may take somebody out of a byline."""
    return viewer.is_account(one.account_id) or viewer.is_account(writers[0].account_id)


def _figures(article: Article) -> Figures:
    """Return how an article is received. Three queries."""
    readings = sa.select(sa.func.sum(ReadingDay.count)).where(ReadingDay.article_id == article.id)
    comments = sa.select(THREADS.c.reply_count).where(THREADS.c.id == article.thread_id)
    return Figures(
        readings=db.session.scalar(readings) or 0,
        likes=likes.like_count(SubjectRef(THREAD, article.thread_id or 0)),
        comments=db.session.scalar(comments) or 0,
    )


def _text_for(
    standing: ArticleStanding, article: Article, frozen: Manuscript | None
) -> ArticleText:
    """Return what authors are writing; for editors what was submitted, and nothing after it."""
    if standing.is_author or standing.is_asked:
        return shaped(ArticleText, article)
    return shaped(ArticleText, frozen) if frozen else ArticleText(title="", summary="", body="")


def queue() -> tuple[DeskLine, ...]:
    """Return what waits for editors, the oldest first. Four queries."""
    waiting = sa.select(Article).where(Article.state.in_(WAITING))
    return _lines(db.session.scalars(waiting.order_by(Article.moved_at, Article.id)).all())


def published_lately() -> tuple[DeskLine, ...]:
    """Return what everybody reads since lately, the newest first. Four queries."""
    shown = sa.select(Article).where(Article.state.in_(LISTED))
    newest = shown.order_by(Article.moved_at.desc(), Article.id.desc()).limit(ARTICLES_PER_PAGE)
    return _lines(db.session.scalars(newest).all())


def own_articles(viewer: Viewer) -> tuple[DeskLine, ...]:
    """Return the viewer's articles, the last moved first. Four queries."""
    mine = sa.select(ArticleAuthor.article_id).where(
        ArticleAuthor.account_id == viewer.known_id, ArticleAuthor.left_at.is_(None)
    )
    wanted = sa.select(Article).where(Article.id.in_(mine))
    rows = db.session.scalars(wanted.order_by(Article.moved_at.desc(), Article.id.desc()))
    return _lines(rows.all())


def _published_titles(article_ids: Collection[int]) -> dict[int, str]:
    """Return how those of the articles are called that everybody reads as they are. One query."""
    settled = SHOWN - {ArticleState.CORRECTION}
    rows = db.session.execute(
        sa.select(Article.id, Manuscript.title)
        .join(Manuscript, Manuscript.id == Article.published_id)
        .where(Article.id.in_(article_ids), Article.state.in_(settled))
    )
    return {row.id: row.title for row in rows}


def _lines(articles: Sequence[Article]) -> tuple[DeskLine, ...]:
    """Return articles as lines of a list."""
    writers = authors_of([article.id for article in articles])
    everybody = {one for group in writers.values() for one in group}
    known = accounts.faces(everybody | {article.editor_id for article in articles})
    read_as = _published_titles([article.id for article in articles])
    return tuple(
        DeskLine(
            id=article.id,
            title=read_as.get(article.id, article.title),
            state=article.state,
            state_word=str(STATE_WORDS[article.state]),
            authors=tuple(known[one] for one in writers.get(article.id, ())),
            editor=None if article.editor_id is None else known[article.editor_id],
            moved_at=article.moved_at,
        )
        for article in articles
    )
