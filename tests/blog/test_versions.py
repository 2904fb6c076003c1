"""What changed from one submission to the next, and who reads that."""

import pytest

from app.accounts.models import Account
from app.blog.enums import ArticleState, DeskMove
from app.blog.models import Article
from app.blog.queries.versions import article_versions
from app.blog.services.drafts import save_article
from app.blog.services.moves import move_article
from app.blog.shapes import ArticleText
from app.core.errors import NotFound
from tests.conftest import ClientFor, Queries
from tests.factories import make_account, seen_by
from tests.factories.blog import SUMMARY, make_article, make_editor, said_with

CHANGES = ArticleState.CHANGES_REQUESTED
FIRST = "Tout commence à six heures."


def _submit_again(article: Article, author: Account, editor: Account, body: str) -> None:
    """Submit another text, and let the editor ask for changes anew."""
    text = ArticleText(title="Une fête sauvée", summary=SUMMARY, body=body)
    save_article(seen_by(author), article.id, text)
    move_article(seen_by(author), article.id, DeskMove.SUBMIT)
    move_article(seen_by(editor), article.id, DeskMove.TAKE)
    said = said_with(DeskMove.REQUEST_CHANGES)
    move_article(seen_by(editor), article.id, DeskMove.REQUEST_CHANGES, said)


def _twice(author: Account, editor: Account) -> Article:
    article = make_article(
        author=author, editor=editor, state=CHANGES, title="Une fête sauvée", body=FIRST
    )
    _submit_again(article, author, editor, FIRST.replace("six", "sept"))
    return article


def test_the_newest_version_comes_first_with_what_changed():
    author, editor = make_account(display_name="Jeanne"), make_editor()
    article = _twice(author, editor)
    newest, first = article_versions(seen_by(editor), article.id).page.items
    assert (newest.number, first.number) == (2, 1)
    assert newest.writer.display_name == "Jeanne"
    assert newest.word_count == 5
    assert first.changed is None
    assert newest.changed is not None
    assert (newest.changed.title, newest.changed.summary) == ((), ())
    spans = [(span.kind, span.text.strip()) for span in newest.changed.body]
    assert ("removed", "six") in spans
    assert ("added", "sept") in spans


def test_a_page_holds_some_versions_and_the_next_one_goes_on():
    author, editor = make_account(), make_editor()
    article = make_article(author=author, editor=editor, state=CHANGES, body=FIRST)
    for number in range(2, 8):
        _submit_again(article, author, editor, f"{FIRST} Version {number}.")
    page = article_versions(seen_by(author), article.id).page
    assert [one.number for one in page.items] == [7, 6, 5, 4, 3]
    assert all(one.changed and one.changed.body for one in page.items)
    rest = article_versions(seen_by(author), article.id, cursor=page.next_cursor).page
    assert [one.number for one in rest.items] == [2, 1]
    assert rest.next_cursor is None


def test_authors_and_editors_read_it_and_nobody_else(client_for: ClientFor, queries: Queries):
    author, editor = make_account(), make_editor()
    article = _twice(author, editor)
    desk = f"/redaction/articles/{article.id}"
    for who in (author, editor, make_editor()):
        client = client_for(who)
        assert f'href="{desk}/versions"' in client.get(desk).text
        with queries(at_most=12):
            answer = client.get(f"{desk}/versions")
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert 'content="noindex' in answer.text
        assert "<del> six</del><ins> sept</ins>" in answer.text
    assert client_for(make_account()).get(f"{desk}/versions").status_code == 404
    assert "connexion" in client_for(None).get(f"{desk}/versions").location


def test_editors_see_no_versions_of_what_is_still_a_draft(client_for: ClientFor):
    author = make_account()
    article = make_article(author=author, state=ArticleState.DRAFT)
    with pytest.raises(NotFound):
        article_versions(seen_by(make_editor()), article.id)
    page = client_for(author).get(f"/redaction/articles/{article.id}/versions").text
    assert "Rien n’a encore été soumis" in page
    assert "/versions" not in client_for(author).get(f"/redaction/articles/{article.id}").text
