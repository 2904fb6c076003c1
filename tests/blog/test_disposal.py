"""Drafts thrown away."""

import pytest

from app.blog.enums import ArticleState, DeskMove
from app.blog.models import Article, ArticleAuthor
from app.blog.services.disposal import throw_away
from app.blog.services.drafts import save_article
from app.blog.services.moves import move_article
from app.blog.shapes import ArticleText
from app.core.db import db
from app.core.errors import Forbidden, NotFound
from app.threads.models import Draft
from app.threads.services.drafts import DraftText, save_draft
from tests.blog.test_pictures import picture_of
from tests.conftest import ClientFor
from tests.factories import make_account, seen_by
from tests.factories.blog import make_article, make_editor


def test_an_author_throws_a_draft_away_with_all_that_is_kept_of_it(client_for: ClientFor):
    author = make_account()
    article_id = make_article(author=author, state=ArticleState.DRAFT).id
    url = picture_of(author)
    shows = ArticleText(title="Une idée", summary="", body=f"![La salle]({url})")
    save_article(seen_by(author), article_id, shows)
    for place in (f"article:{article_id}", "proposal"):
        save_draft(seen_by(author), place, DraftText(body="Encore"), version=0)
    client, address = client_for(author), f"/redaction/articles/{article_id}"
    assert client.get(url).status_code == 200
    assert f'action="{address}/jeter"' in client.get(address).text
    assert client.post(f"{address}/jeter").location == "/redaction"
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/jeter").status_code == 404
    assert client.get(url).status_code == 404
    assert [one.place for one in db.session.query(Draft)] == ["proposal"]
    assert db.session.query(Article).count() == db.session.query(ArticleAuthor).count() == 0


@pytest.mark.parametrize("state", [one for one in ArticleState if one is not ArticleState.DRAFT])
def test_what_was_submitted_once_stays(client_for: ClientFor, state: ArticleState):
    author, editor = make_account(), make_editor()
    article_id = make_article(author=author, editor=editor, state=state).id
    for who in (author, editor):
        with pytest.raises(Forbidden) as refusal:
            throw_away(seen_by(who), article_id)
        assert str(refusal.value)
        assert "/jeter" not in client_for(who).get(f"/redaction/articles/{article_id}").text


def test_a_text_taken_up_again_is_no_draft_that_nobody_saw(client_for: ClientFor):
    author = make_account()
    article_id = make_article(author=author, state=ArticleState.WITHDRAWN).id
    move_article(seen_by(author), article_id, DeskMove.RESUME)
    with pytest.raises(Forbidden):
        throw_away(seen_by(author), article_id)
    assert "/jeter" not in client_for(author).get(f"/redaction/articles/{article_id}").text


def test_nobody_else_knows_of_a_draft():
    article_id = make_article(state=ArticleState.DRAFT).id
    for who in (make_editor(), make_account()):
        with pytest.raises(NotFound):
            throw_away(seen_by(who), article_id)
    assert db.session.get(Article, article_id)
