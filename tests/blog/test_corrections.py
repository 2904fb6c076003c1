"""What is published is changed by an editor, and by nobody alone."""

import pytest

from app.blog.enums import ArticleState, DeskMove
from app.blog.models import Article
from app.blog.services.moves import move_article
from app.blog.shapes import ArticleText, Said
from app.core.db import db
from app.core.errors import Forbidden, FormRefused
from tests.conftest import ClientFor
from tests.factories import make_account, seen_by
from tests.factories.blog import SUMMARY, make_article, make_editor

TYPED = {"title": "Une fête relue", "summary": SUMMARY, "body": "Le texte d’après."}


def _address(article: Article) -> str:
    return f"/redaction/articles/{article.id}/corriger"


def _read(client_for: ClientFor, article: Article) -> str:
    return client_for(None).get(f"/blog/{article.slug}").text


def test_an_editor_corrects_at_once_and_its_address_stays(client_for: ClientFor):
    author = make_account()
    article = make_article(author=author)
    answer = client_for(make_editor()).post(_address(article), data=TYPED)
    assert answer.status_code == 303
    page = _read(client_for, article)
    assert "Le texte d’après." in page
    assert "Une fête relue" in page
    told = client_for(author).get("/notifications").text
    assert "a corrigé une coquille dans votre article" in told


def test_what_an_author_proposes_is_read_by_nobody_until_an_editor_agrees(client_for: ClientFor):
    author, editor = make_account(), make_editor()
    article = make_article(author=author)
    client_for(author).post(_address(article), data=TYPED)
    assert "Le texte d’après." not in _read(client_for, article)
    assert "propose une correction" in client_for(editor).get("/notifications").text
    desk = f"/redaction/articles/{article.id}"
    assert "Le texte d’après." in client_for(editor).get(desk).text
    client_for(editor).post(f"{desk}/accepter-la-correction")
    assert "Le texte d’après." in _read(client_for, article)


def test_what_is_left_out_is_told_and_not_lost(client_for: ClientFor):
    author, editor = make_account(), make_editor()
    article = make_article(author=author)
    client_for(author).post(_address(article), data=TYPED)
    desk = f"/redaction/articles/{article.id}"
    client_for(editor).post(f"{desk}/refuser-la-correction", data={"reason": "C’était exact."})
    assert "Le texte d’après." not in _read(client_for, article)
    assert "Le texte d’après." in client_for(author).get(f"{desk}/corriger").text
    assert "C’était exact." in client_for(author).get(desk).text
    assert "Le texte d’après." not in client_for(editor).get(desk).text


def test_who_agrees_has_read_what_they_agree_to(client_for: ClientFor):
    author, first, second = make_account(), client_for(make_editor()), client_for(make_editor())
    article = make_article(author=author)
    desk = f"/redaction/articles/{article.id}"
    client_for(author).post(f"{desk}/corriger", data=TYPED)
    read = first.get(desk).text.split('name="manuscript" value="')[1].split('"')[0]
    second.post(f"{desk}/refuser-la-correction", data={"reason": "C’était exact."})
    client_for(author).post(f"{desk}/corriger", data=TYPED | {"body": "Jamais relu."})
    answer = first.post(f"{desk}/accepter-la-correction", data={"manuscript": read})
    assert answer.status_code == 409
    assert "Jamais relu." not in _read(client_for, article)


def test_what_was_left_out_names_the_article_nowhere(client_for: ClientFor):
    author, editor = make_account(), make_editor()
    article = make_article(author=author, title="Une fête d’avant")
    desk = f"/redaction/articles/{article.id}"
    client_for(author).post(f"{desk}/corriger", data=TYPED)
    client_for(editor).post(f"{desk}/refuser-la-correction", data={"reason": "C’était exact."})
    for who in (author, editor):
        page = client_for(who).get("/redaction").text
        assert "Une fête d’avant" in page
        assert TYPED["title"] not in page


def test_an_editor_does_not_correct_what_they_wrote_themselves():
    alone = make_editor()
    article = make_article(author=alone)
    said = Said(text=ArticleText(**TYPED))
    with pytest.raises(Forbidden):
        move_article(seen_by(alone), article.id, DeskMove.FIX_TYPO, said)
    move_article(seen_by(alone), article.id, DeskMove.CORRECT, said)
    with pytest.raises(Forbidden):
        move_article(seen_by(alone), article.id, DeskMove.ACCEPT_CORRECTION)


def test_a_correction_is_as_finished_as_what_it_replaces():
    article = make_article()
    unfinished = Said(text=ArticleText(title="Une fête relue", summary=SUMMARY, body=""))
    with pytest.raises(FormRefused):
        move_article(seen_by(make_editor()), article.id, DeskMove.FIX_TYPO, unfinished)
    db.session.close()
    assert db.session.get_one(Article, article.id).state is ArticleState.PUBLISHED


def test_two_who_correct_at_once_overwrite_nothing(client_for: ClientFor):
    article, first, second = make_article(), client_for(make_editor()), client_for(make_editor())
    made_from = first.get(_address(article)).text.split('name="version" value="')[1].split('"')[0]
    first.post(_address(article), data=TYPED | {"version": made_from})
    late = TYPED | {"body": "Autre chose.", "version": made_from}
    answer = second.post(_address(article), data=late)
    assert answer.status_code == 409
    assert "Autre chose." in answer.text
    assert "Le texte d’après." in _read(client_for, article)


@pytest.mark.parametrize("state", set(ArticleState) - {ArticleState.PUBLISHED, ArticleState.DRAFT})
def test_nothing_else_is_corrected_there(client_for: ClientFor, state: ArticleState):
    article = make_article(state=state)
    assert client_for(make_editor()).get(_address(article)).status_code == 403
    assert client_for(make_account()).get(_address(article)).status_code == 404
