"""What goes with the moves: texts, remarks, moments, and who is told."""

from datetime import timedelta

import pytest
import time_machine

from app.blog.enums import ArticleState, DeskMove
from app.blog.jobs import publish_due
from app.blog.models import Article, Manuscript, TimelineEntry
from app.blog.queries.access import desk_article
from app.blog.services.drafts import begin_article, save_article
from app.blog.services.moves import move_article
from app.blog.shapes import ArticleText, Said
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, FormRefused, NotFound
from app.notices.models import Notice
from tests.factories import make_account, seen_by
from tests.factories.blog import make_article, make_editor

WORDS = ArticleText(title="Une idée de fête", summary="Elle vient de loin.", body="Un texte.")


def _told(account_id: int) -> list[str]:
    rows = db.session.query(Notice).filter_by(account_id=account_id).order_by(Notice.id)
    return [row.kind for row in rows]


def test_a_draft_is_kept_as_it_is_however_little_it_says():
    author = seen_by(make_account())
    article_id = begin_article(author, ArticleText(title="", summary="", body=""))
    save_article(author, article_id, WORDS)
    assert desk_article(author, article_id).text == WORDS


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (ArticleText(title="Court", summary="s" * 30, body="b"), "title"),
        (ArticleText(title="Assez long", summary="s", body="b"), "summary"),
        (ArticleText(title="Assez long", summary="s" * 30, body=" \n"), "body"),
    ],
)
def test_what_is_not_finished_is_not_submitted(text: ArticleText, field: str):
    author = seen_by(make_account())
    article_id = begin_article(author, text)
    with pytest.raises(FormRefused) as refusal:
        move_article(author, article_id, DeskMove.SUBMIT)
    assert refusal.value.field == field


def test_editors_read_what_was_submitted_and_not_what_is_being_written():
    author, editor = make_account(), make_editor()
    state = ArticleState.CHANGES_REQUESTED
    article_id = make_article(author=author, editor=editor, state=state, body="Avant.").id
    save_article(seen_by(author), article_id, WORDS)
    assert desk_article(seen_by(editor), article_id).text.body == "Avant."
    assert desk_article(seen_by(author), article_id).text.body == "Un texte."


@pytest.mark.parametrize(
    "state", set(ArticleState) - {ArticleState.DRAFT, ArticleState.CHANGES_REQUESTED}
)
def test_nobody_writes_on_what_is_out_of_their_hands(state: ArticleState):
    author = make_account()
    article_id = make_article(author=author, state=state).id
    with pytest.raises(Forbidden):
        save_article(seen_by(author), article_id, WORDS)


def test_a_submitted_text_stays_what_it_was():
    author, editor = make_account(), make_editor()
    article_id = make_article(
        author=author, editor=editor, state=ArticleState.CHANGES_REQUESTED, body="Un."
    ).id
    save_article(
        seen_by(author),
        article_id,
        ArticleText(title="Une fête revue", summary="s" * 30, body="Deux."),
    )
    move_article(seen_by(author), article_id, DeskMove.SUBMIT)
    kept = db.session.query(Manuscript).filter_by(article_id=article_id).order_by(Manuscript.number)
    assert [(one.number, one.body) for one in kept] == [(1, "Un."), (2, "Deux.")]


@pytest.mark.parametrize(
    ("move", "field"), [(DeskMove.REQUEST_CHANGES, "remark"), (DeskMove.DECLINE, "reason")]
)
def test_what_has_to_be_said_is_said(move: DeskMove, field: str):
    editor = make_editor()
    article_id = make_article(editor=editor, state=ArticleState.IN_REVIEW).id
    with pytest.raises(FormRefused) as refusal:
        move_article(seen_by(editor), article_id, move, Said(remark="  "))
    assert refusal.value.field == field


@pytest.mark.parametrize("days", [None, -1, 500])
def test_a_moment_is_in_the_future_and_not_too_far(days: int | None):
    editor = make_editor()
    article_id = make_article(editor=editor, state=ArticleState.APPROVED).id
    moment = None if days is None else clock.now() + timedelta(days=days)
    with pytest.raises(FormRefused):
        move_article(seen_by(editor), article_id, DeskMove.SCHEDULE, Said(moment=moment))


def test_the_clock_publishes_once_and_not_before():
    article_id = make_article(state=ArticleState.SCHEDULED).id
    publish_due()
    db.session.close()
    assert db.session.get_one(Article, article_id).state is ArticleState.SCHEDULED
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        publish_due()
        publish_due()
    db.session.close()
    article = db.session.get_one(Article, article_id)
    assert article.state is ArticleState.PUBLISHED
    assert article.publish_at is None
    entries = db.session.query(TimelineEntry).filter_by(
        article_id=article_id, move=DeskMove.PUBLISH
    )
    assert [one.actor_id for one in entries] == [None]


def test_what_an_editor_takes_back_is_not_published_by_the_clock():
    author = make_account()
    article_id = make_article(author=author, state=ArticleState.SCHEDULED).id
    move_article(seen_by(author), article_id, DeskMove.WITHDRAW)
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        publish_due()
    db.session.close()
    assert db.session.get_one(Article, article_id).state is ArticleState.WITHDRAWN


def test_the_desk_is_told_what_waits_and_the_author_what_becomes_of_it():
    author, editor, other = make_account(), make_editor(), make_editor()
    make_article(author=author, editor=editor, state=ArticleState.APPROVED)
    assert _told(other.id) == ["blog.submitted"]
    assert _told(author.id) == ["blog.moved", "blog.moved"]
    assert _told(make_account().id) == []


@pytest.mark.parametrize("state", ArticleState)
def test_strangers_find_nothing_at_the_desk(state: ArticleState):
    article_id = make_article(state=state).id
    with pytest.raises(NotFound):
        desk_article(seen_by(make_account()), article_id)
