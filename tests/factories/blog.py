"""Makers of articles, in any state."""

import itertools
from datetime import timedelta

from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.blog.enums import ArticleState, DeskMove
from app.blog.models import Article, ArticleAuthor, Manuscript, TimelineEntry
from app.blog.queries.facts import KIND
from app.blog.services.drafts import add_article
from app.blog.services.moves import move_article
from app.blog.shapes import ArticleText, Said
from app.core import clock
from app.core.db import db
from app.core.transaction import atomic
from app.core.viewer import Right
from app.threads.services.inserts import CheckedThread, add_thread
from tests.factories.accounts import make_account, seen_by

_numbers = itertools.count(1)
SUMMARY = "Ce que nous en avons appris, pour les autres."
BODY = "## Le début\n\nTout commence à **six heures**."
PATHS = {
    ArticleState.DRAFT: (),
    ArticleState.SUBMITTED: (DeskMove.SUBMIT,),
    ArticleState.IN_REVIEW: (DeskMove.SUBMIT, DeskMove.TAKE),
    ArticleState.CHANGES_REQUESTED: (DeskMove.SUBMIT, DeskMove.TAKE, DeskMove.REQUEST_CHANGES),
    ArticleState.APPROVED: (DeskMove.SUBMIT, DeskMove.TAKE, DeskMove.APPROVE),
    ArticleState.SCHEDULED: (DeskMove.SUBMIT, DeskMove.TAKE, DeskMove.APPROVE, DeskMove.SCHEDULE),
    ArticleState.PUBLISHED: (DeskMove.SUBMIT, DeskMove.TAKE, DeskMove.APPROVE, DeskMove.PUBLISH),
    ArticleState.CORRECTION: (
        DeskMove.SUBMIT,
        DeskMove.TAKE,
        DeskMove.APPROVE,
        DeskMove.PUBLISH,
        DeskMove.CORRECT,
    ),
    ArticleState.ARCHIVED: (
        DeskMove.SUBMIT,
        DeskMove.TAKE,
        DeskMove.APPROVE,
        DeskMove.PUBLISH,
        DeskMove.ARCHIVE,
    ),
    ArticleState.WITHDRAWN: (DeskMove.SUBMIT, DeskMove.WITHDRAW),
    ArticleState.DECLINED: (DeskMove.SUBMIT, DeskMove.TAKE, DeskMove.DECLINE),
}
"""How an article comes to each state."""
BY_AUTHORS = {DeskMove.SUBMIT, DeskMove.WITHDRAW, DeskMove.RESUME, DeskMove.CORRECT}


def make_editor(**given: object) -> Account:
    """Make somebody who works at the desk."""
    return make_account(rights=(Right.BLOG_EDIT,), **given)  # type: ignore[arg-type] # as it takes


def make_article(
    *,
    state: ArticleState = ArticleState.PUBLISHED,
    author: Account | None = None,
    editor: Account | None = None,
    **words: str,
) -> Article:
    """Make an article that has come to a state by the moves that lead there.

    Args:
        state: where it is to stand.
        author: who writes it.
        editor: who reads it.
        words: fields of `ArticleText`, where they are to be others.
    """
    author, editor = author or make_account(), editor or make_editor()
    plain = {"title": f"Une fête numéro {next(_numbers)}", "summary": SUMMARY, "body": BODY}
    with atomic():
        article_id = add_article(author.id, ArticleText(**{**plain, **words}))
    for move in PATHS[state]:
        who = author if move in BY_AUTHORS else editor
        move_article(seen_by(who), article_id, move, said_with(move))
    return db.session.get_one(Article, article_id)


def make_untold(author: Account, state: ArticleState) -> Article:
    """Make an article as rows, with one line in its time line: nobody hears of it."""
    now, title = clock.now(), f"Une fête numéro {next(_numbers)}"
    words = {"title": title, "summary": SUMMARY, "body": BODY, "category": "", "tags": ""}
    with atomic() as session:
        article = Article(state=state, created_at=now, moved_at=now, **words)
        session.add(article)
        session.flush()
        frozen = Manuscript(
            article_id=article.id,
            number=1,
            created_at=now,
            category_slug="",
            html="<p>Tout commence.</p>",
            renderer_version=0,
            word_count=2,
            **words,
        )
        session.add(frozen)
        session.flush()
        entry = TimelineEntry(
            article_id=article.id,
            manuscript_id=frozen.id,
            created_at=now,
            move=PATHS[state][-1],
            source=ArticleState.DRAFT,
            target=state,
        )
        session.add_all(
            (ArticleAuthor(article_id=article.id, account_id=author.id, accepted_at=now), entry)
        )
        if state is ArticleState.PUBLISHED:
            _show(session, article, frozen, author)
    return article


def _show(session: Session, article: Article, frozen: Manuscript, author: Account) -> None:
    """Let everybody read an article."""
    article.slug = f"une-fete-{article.id}"
    article.published_id, article.published_at = frozen.id, frozen.created_at
    thread = CheckedThread(
        group_id=None,
        kind=KIND,
        title=frozen.title,
        slug=article.slug,
        author_id=author.id,
        created_at=frozen.created_at,
    )
    article.thread_id = add_thread(session, thread).id


def said_with(move: DeskMove) -> Said:
    """Return what has to be said with a move."""
    if move is DeskMove.SCHEDULE:
        return Said(moment=clock.now() + timedelta(days=1))
    if move in {DeskMove.CORRECT, DeskMove.FIX_TYPO}:
        return Said(text=ArticleText(title="Une fête corrigée", summary=SUMMARY, body="Corrigé."))
    return Said(remark="Il manque une date.")
