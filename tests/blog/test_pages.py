"""Writing and the desk as people use them: forms, buttons, what each sees."""

import re

import pytest

from app.blog.enums import ArticleState, DeskNeed
from app.blog.models import Article
from app.blog.transitions import TRANSITIONS
from app.core.db import db
from tests.conftest import ClientFor
from tests.factories import make_account
from tests.factories.blog import make_article, make_editor

TYPED = {
    "title": "Comment nous avons sauvé la fête",
    "summary": "Une fête sous la pluie, et ce que nous en avons appris.",
    "body": "## La pluie\n\nTout commence à **six heures**.",
    "category": "Vie locale",
    "tags": "fête, pluie",
}


_OTHER = {"enregistrer", "remarques", "jeter"}
"""What is posted beside the moves."""


def _moves(page: str) -> set[str]:
    return set(re.findall(r'action="/redaction/articles/\d+/([a-z-]+)"', page)) - _OTHER


def test_an_idea_becomes_a_draft_once_and_is_written_on(client_for: ClientFor):
    author = client_for(make_account())
    form = author.get("/blog/proposer").text
    mark = re.findall(r'name="once" value="([^"]+)"', form)[0]
    first = author.post("/blog/proposer", data=TYPED | {"once": mark})
    again = author.post("/blog/proposer", data=TYPED | {"once": mark})
    assert first.location == again.location
    assert db.session.query(Article).count() == 1
    page = author.get(first.location).text
    assert "Brouillon" in page
    assert "Tout commence à **six heures**." in page
    saved = author.post(f"{first.location}/enregistrer", data=TYPED | {"title": "Un autre titre"})
    assert saved.status_code == 303
    assert "Un autre titre" in author.get(first.location).text


def test_a_preview_shows_the_text_and_keeps_nothing(client_for: ClientFor):
    author = make_account()
    article = make_article(author=author, state=ArticleState.DRAFT, body="Avant.")
    address, client = f"/redaction/articles/{article.id}", client_for(author)
    shown = client.post(f"{address}/enregistrer", data=TYPED | {"preview": "1"})
    assert "<strong>six heures</strong>" in shown.text
    assert "Avant." in client.get(address).text
    asked = client.post(f"{address}/apercu", data=TYPED)
    assert "<strong>six heures</strong>" in asked.text


@pytest.mark.parametrize("state", ArticleState)
def test_buttons_are_those_of_the_table(client_for: ClientFor, state: ArticleState):
    author, editor = make_account(), make_editor()
    article_id = make_article(author=author, editor=editor, state=state).id
    pressed = [one for one in TRANSITIONS if one.need is not DeskNeed.TEXT]
    open_now = {one.address: one.role.value for one in pressed if state in one.sources}
    address = f"/redaction/articles/{article_id}"
    by_author = {name for name, role in open_now.items() if role == "author"}
    page = client_for(author).get(address).text
    assert _moves(page) - {"auteurs"} == by_author
    assert ('name="submit"' in page) == ("soumettre" in by_author)  # with what is on the screen
    if state is not ArticleState.DRAFT:
        by_others = {name for name, role in open_now.items() if role != "author"}
        is_taken = {"prendre"} if state is ArticleState.IN_REVIEW else set()
        assert _moves(client_for(editor).get(address).text) == by_others - is_taken
        by_any = {name for name, role in open_now.items() if role == "editor"}
        assert _moves(client_for(make_editor()).get(address).text) == by_any


def test_the_desk_shows_what_waits_and_everybody_what_is_theirs(client_for: ClientFor):
    author, editor = make_account(), make_editor()
    make_article(author=author, editor=editor, state=ArticleState.SUBMITTED, title="Il attend ici")
    make_article(author=author, editor=editor, state=ArticleState.DRAFT, title="Encore à moi")
    desk = client_for(make_editor()).get("/redaction").text
    assert "Il attend ici" in desk
    assert "Encore à moi" not in desk
    mine = client_for(author).get("/redaction").text
    assert "Il attend ici" in mine
    assert "Encore à moi" in mine
    assert "Il attend ici" not in client_for(make_account()).get("/redaction").text


def test_a_remark_is_read_by_its_author(client_for: ClientFor):
    author, editor = make_account(), make_editor()
    article_id = make_article(author=author, editor=editor, state=ArticleState.IN_REVIEW).id
    address = f"/redaction/articles/{article_id}"
    answer = client_for(editor).post(
        f"{address}/demander-des-changements", data={"remark": "Ajoutez une date."}
    )
    assert answer.status_code == 303
    assert "Ajoutez une date." in client_for(author).get(address).text


def test_a_moment_is_meant_on_the_clock_of_the_site(client_for: ClientFor):
    editor = make_editor()
    article_id = make_article(editor=editor, state=ArticleState.APPROVED).id
    answer = client_for(editor).post(
        f"/redaction/articles/{article_id}/programmer", data={"publish_at": "2027-07-14T08:00"}
    )
    assert answer.status_code == 303
    moment = db.session.get_one(Article, article_id).publish_at
    assert moment is not None
    assert moment.isoformat() == "2027-07-14T06:00:00+00:00"


def test_a_move_that_there_is_not_leads_nowhere(client_for: ClientFor):
    editor = make_editor()
    article_id = make_article(editor=editor, state=ArticleState.IN_REVIEW).id
    assert client_for(editor).post(f"/redaction/articles/{article_id}/danser").status_code == 404


def test_a_move_that_lacks_its_words_is_refused_where_they_are_typed(client_for: ClientFor):
    editor = make_editor()
    article_id = make_article(editor=editor, state=ArticleState.IN_REVIEW).id
    client, address = client_for(editor), f"/redaction/articles/{article_id}"
    shown, refused = client.get(address).text, client.post(f"{address}/refuser")
    assert refused.status_code == 422
    assert 'class="field is-wrong"' in refused.text
    assert (shown + refused.text).count('<details class="panel" open>') == 1
    assert "facultatif" not in shown + refused.text


def test_what_is_submitted_is_what_stands_in_the_form(client_for: ClientFor):
    author = make_account()
    article = make_article(author=author, state=ArticleState.DRAFT, body="Avant.")
    client, address = client_for(author), f"/redaction/articles/{article.id}"
    unfinished = TYPED | {"title": "Court", "submit": "1"}
    refused = client.post(f"{address}/enregistrer", data=unfinished)
    assert refused.status_code == 422
    assert 'value="Court"' in refused.text
    assert "Avant." in client.get(address).text
    sent = client.post(f"{address}/enregistrer", data=TYPED | {"submit": "1"})
    assert sent.status_code == 303
    page = client.get(address).text
    assert "Soumis" in page
    assert "Tout commence à <strong>six heures</strong>" in page


@pytest.mark.parametrize("path", ["/blog/proposer", "enregistrer"])
def test_our_script_is_told_why_a_text_is_refused_and_no_more(client_for: ClientFor, path: str):
    author = make_account()
    article_id = make_article(author=author, state=ArticleState.DRAFT).id
    address = path if path.startswith("/") else f"/redaction/articles/{article_id}/{path}"
    answer = client_for(author).post(
        address, data=TYPED | {"tags": "a, b, c, d, e, f"}, headers={"X-Fragment": "1"}
    )
    assert answer.status_code == 422
    assert "Pas plus de 5 mots-clés." in answer.text
    assert "<html" not in answer.text


def test_editors_see_where_a_text_is_to_be_filed(client_for: ClientFor):
    editor = make_editor()
    state = ArticleState.IN_REVIEW
    article = make_article(editor=editor, state=state, category="Vie locale", tags="pluie")
    page = client_for(editor).get(f"/redaction/articles/{article.id}").text
    assert "Vie locale" in page
    assert "pluie" in page


def test_a_moment_at_the_ends_of_the_calendar_is_refused_with_a_sentence(client_for: ClientFor):
    editor = make_editor()
    article_id = make_article(editor=editor, state=ArticleState.APPROVED).id
    for moment in ("0001-01-01T00:00", "9999-12-31T23:59"):
        address = f"/redaction/articles/{article_id}/programmer"
        assert client_for(editor).post(address, data={"publish_at": moment}).status_code == 422
