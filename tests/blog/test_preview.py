"""An article as it will be, at an address that nobody guesses and only those concerned open."""

import re

import pytest

from app.accounts.models import Account
from app.blog.enums import ArticleState, DeskMove
from app.blog.models import Article
from app.blog.queries.keys import INVITATION, preview_path, signed_key
from app.blog.services.drafts import save_article
from app.blog.services.moves import move_article
from app.blog.shapes import ArticleText
from app.blog.transitions import SHOWN
from tests.conftest import ClientFor, Queries
from tests.factories import make_account, seen_by
from tests.factories.blog import make_article, make_editor, said_with

WRITTEN_ON = ArticleText(title="Une fête sauvée", summary="Un résumé.", body="La **suite**.")


def _written_on(author: Account, editor: Account) -> Article:
    """Make an article that was submitted once, and that its author writes on."""
    article = make_article(author=author, editor=editor, state=ArticleState.IN_REVIEW)
    said = said_with(DeskMove.REQUEST_CHANGES)
    move_article(seen_by(editor), article.id, DeskMove.REQUEST_CHANGES, said)
    save_article(seen_by(author), article.id, WRITTEN_ON)
    return article


def test_authors_see_what_they_write_and_editors_what_was_submitted(
    client_for: ClientFor, queries: Queries
):
    author, editor = make_account(display_name="Jeanne Petit"), make_editor()
    path = preview_path(_written_on(author, editor).id)
    for who, shown, kept_back in (
        (author, "<strong>suite</strong>", "<strong>six heures</strong>"),
        (editor, "<strong>six heures</strong>", "<strong>suite</strong>"),
        (make_editor(), "<strong>six heures</strong>", "Une fête sauvée"),
    ):
        client = client_for(who)
        with queries(at_most=12):
            answer = client.get(path)
        assert answer.status_code == 200
        assert shown in answer.text
        assert kept_back not in answer.text
        assert "Jeanne Petit" in answer.text
        assert "1 minute de lecture" in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert 'content="noindex' in answer.text


def test_whoever_has_the_address_alone_opens_nothing(client_for: ClientFor):
    path = preview_path(_written_on(make_account(), make_editor()).id)
    assert client_for(make_account()).get(path).status_code == 404
    visitor = client_for(None).get(path)
    assert visitor.status_code == 303
    assert visitor.location.startswith("/connexion")


def test_a_draft_is_seen_by_its_author_alone(client_for: ClientFor):
    author = make_account()
    path = preview_path(make_article(author=author, state=ArticleState.DRAFT).id)
    assert client_for(author).get(path).status_code == 200
    assert client_for(make_editor()).get(path).status_code == 404


@pytest.mark.parametrize("wrong", ["end", "number", "purpose", "word"])
def test_an_address_that_was_made_up_opens_nothing(client_for: ClientFor, wrong: str):
    author = make_account()
    article, other = (make_article(author=author, state=ArticleState.DRAFT) for _ in range(2))
    path = preview_path(article.id)
    made_up = {
        "end": path[:-1] + ("0" if path[-1] != "0" else "1"),
        "number": path.replace(f"/{article.id}-", f"/{other.id}-"),
        "purpose": f"/blog/apercu/{signed_key(INVITATION, article.id)}",
        "word": "/blog/apercu/é",
    }
    assert client_for(author).get(made_up[wrong]).status_code == 404


def test_the_desk_leads_there_until_everybody_reads_it(client_for: ClientFor):
    author, editor = make_account(), make_editor()
    for state in ArticleState:
        article = make_article(author=author, editor=editor, state=state)
        page = client_for(author).get(f"/redaction/articles/{article.id}").text
        is_read = state in SHOWN
        links = re.findall(r'href="(/blog/apercu/[^"]+)"', page)
        assert links == ([] if is_read else [preview_path(article.id)])
