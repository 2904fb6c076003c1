"""Remarks as pages and scripts send them: forms, fragments, refusals."""

import re

import pytest
from flask.testing import FlaskClient

from app.accounts.models import Account
from app.blog.enums import ArticleState
from app.blog.models import Remark
from app.core.db import db
from tests.conftest import ClientFor
from tests.factories import make_account
from tests.factories.blog import make_article, make_editor
from tests.factories.remarks import last_manuscript_id, make_remark

BODY = "Un début.\n\nUne suite.\n\nUne fin."
SCRIPT = {"X-Fragment": "1"}


class Desk:
    """An article that is being read, and a browser of each who has to do with it."""

    def __init__(self, client_for: ClientFor) -> None:
        self.author, self.editor = make_account(display_name="Jeanne"), make_editor()
        self.article_id = make_article(
            author=self.author, editor=self.editor, state=ArticleState.IN_REVIEW, body=BODY
        ).id
        self.address = f"/redaction/articles/{self.article_id}"
        self.client_for = client_for

    def browser(self, who: Account) -> FlaskClient:
        """Return the browser of somebody."""
        return self.client_for(who)

    def typed(self, body: str, block: int = 1) -> dict[str, object]:
        """Return what the form of a paragraph sends."""
        return {"manuscript": last_manuscript_id(self.article_id), "block": block, "body": body}


@pytest.fixture
def desk(client_for: ClientFor) -> Desk:
    """Return an article that is being read."""
    return Desk(client_for)


def test_a_remark_is_sent_by_a_plain_form_and_led_to(desk: Desk):
    editor = desk.browser(desk.editor)
    page = editor.get(desk.address).text
    assert page.count(f'action="{desk.address}/remarques"') == 3
    answer = editor.post(f"{desk.address}/remarques", data=desk.typed("Donnez la date."))
    made = db.session.query(Remark).one()
    assert answer.status_code == 303
    assert answer.location == f"{desk.address}#r{made.id}"
    page = desk.browser(desk.author).get(desk.address).text
    assert f'id="r{made.id}"' in page
    assert "Donnez la date." in page
    assert "1 remarque<" in page


def test_a_script_gets_the_paragraph_and_the_count_and_nothing_else_moves(desk: Desk):
    answer = desk.browser(desk.editor).post(
        f"{desk.address}/remarques", data=desk.typed("Donnez la date."), headers=SCRIPT
    )
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div class="passage-remarks" data-fragment="b1">')
    assert 'data-fragment="remark-count"' in answer.text
    assert "Donnez la date." in answer.text
    assert "<html" not in answer.text
    assert re.search(r"<textarea[^>]*></textarea>", answer.text)


@pytest.mark.parametrize(("body", "sentence"), [("", "Écrivez"), ("x" * 2001, "2000 caractères")])
def test_a_refused_remark_is_shown_again_where_it_was_typed(desk: Desk, body: str, sentence: str):
    editor, path = desk.browser(desk.editor), f"{desk.address}/remarques"
    answer = editor.post(path, data=desk.typed(body))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f">{body}</textarea>" in answer.text.replace("\r\n", "")
    assert answer.text.count('<details class="remark-box" open>') == 1
    assert 'href="#remark-1"' in answer.text
    assert 'id="remark-1"' in answer.text
    script = editor.post(path, data=desk.typed(body), headers=SCRIPT)
    assert script.status_code == 422
    assert sentence in script.text
    assert "<html" not in script.text


def test_a_remark_that_comes_too_late_is_not_lost(desk: Desk):
    editor = desk.browser(desk.editor)
    answer = editor.post(
        f"{desk.address}/remarques", data=desk.typed("Mes mots") | {"manuscript": 12345}
    )
    assert answer.status_code == 409
    assert "Une autre version" in answer.text
    assert "Mes mots" in answer.text
    nonsense = editor.post(
        f"{desk.address}/remarques", data={"manuscript": "x", "block": "y", "body": "Mes mots"}
    )
    assert nonsense.status_code == 422
    assert "Mes mots" in nonsense.text


def test_who_may_not_remark_is_told_why_and_keeps_the_words(desk: Desk):
    for who in (desk.author, make_editor()):
        answer = desk.browser(who).post(f"{desk.address}/remarques", data=desk.typed("Mes mots"))
        assert answer.status_code == 403
        assert "Seule la personne qui relit cet article" in answer.text
        assert "Mes mots" in answer.text
    stranger = desk.browser(make_account())
    assert stranger.post(f"{desk.address}/remarques", data=desk.typed("x")).status_code == 404


def test_an_author_says_that_it_is_done_and_undoes_it(desk: Desk):
    made = make_remark(desk.article_id, desk.editor, block=2)
    author, path = desk.browser(desk.author), f"{desk.address}/remarques/{made}"
    assert "C’est fait" in author.get(desk.address).text
    assert author.post(f"{path}/resoudre").location == f"{desk.address}#r{made}"
    page = author.get(desk.address).text
    assert "1 remarque, 1 résolue" in page
    assert "Résolue par Jeanne" in page
    answer = author.post(f"{path}/rouvrir", headers=SCRIPT)
    assert answer.text.lstrip().startswith("<li")
    assert f'data-fragment="r{made}"' in answer.text
    assert "C’est fait" in answer.text
    assert ">1 remarque<" in answer.text


def test_the_reviewer_takes_a_remark_back(desk: Desk):
    made = make_remark(desk.article_id, desk.editor)
    editor, path = desk.browser(desk.editor), f"{desk.address}/remarques/{made}/retirer"
    assert f'action="{path}"' in editor.get(desk.address).text
    assert f'action="{path}"' not in desk.browser(desk.author).get(desk.address).text
    answer = editor.post(path, headers=SCRIPT)
    assert "La remarque est retirée." in answer.text
    assert "Aucune remarque" in answer.text
    assert editor.post(path).status_code == 404
    again = make_remark(desk.article_id, desk.editor)
    assert editor.post(path.replace(str(made), str(again))).status_code == 303


def test_authors_have_the_remarks_beside_what_they_write(desk: Desk, queries):
    made = make_remark(desk.article_id, desk.editor, block=1, body="Et la date ?")
    editor = desk.browser(desk.editor)
    editor.post(f"{desk.address}/demander-des-changements", data={"remark": "Voyez mes remarques."})
    author = desk.browser(desk.author)
    with queries(at_most=12):
        page = author.get(desk.address).text
    assert page.index(f'id="r{made}"') < page.index('name="title"')
    assert "Une suite." in page.partition('name="title"')[0]
    assert "Et la date" in page
    assert "remark-form" not in page
