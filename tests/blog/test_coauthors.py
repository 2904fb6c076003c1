"""Writing together: asked, signed by those who agreed, decided about by others."""

import pytest

from app.accounts import services as accounts
from app.accounts.models import Account
from app.blog.enums import ArticleState, DeskMove
from app.blog.models import Article
from app.blog.queries.access import access_article_row, author_ids, desk_article
from app.blog.services.coauthors import ask_coauthor, leave_article, sign_article
from app.blog.services.drafts import save_article
from app.blog.services.moves import move_article
from app.blog.shapes import ArticleText
from app.core.db import db
from app.core.errors import Forbidden, FormRefused, NotFound
from tests.conftest import ClientFor
from tests.factories import make_account, seen_by
from tests.factories.blog import SUMMARY, make_article, make_editor

DRAFT = ArticleState.DRAFT
WORDS = ArticleText(title="À quatre mains", summary=SUMMARY, body="Nous deux.")


def _together(state: ArticleState = DRAFT, other: Account | None = None) -> tuple[Account, Article]:
    """Return who signs an article as well, and the article, which has come to a state since."""
    author, other = make_account(), other or make_account()
    article = make_article(author=author, state=DRAFT)
    ask_coauthor(seen_by(author), article.id, f"@{other.handle}")
    sign_article(seen_by(other), article.id)
    if state is ArticleState.SUBMITTED:
        move_article(seen_by(author), article.id, DeskMove.SUBMIT)
    return other, article


def test_who_is_asked_signs_once_they_agree(client_for: ClientFor):
    author, other = make_account(display_name="Léa Mercier"), make_account()
    article = make_article(author=author, state=DRAFT, title="À quatre mains")
    desk = f"/redaction/articles/{article.id}"
    client_for(author).post(f"{desk}/auteurs", data={"handle": other.handle.upper()})
    assert author_ids(article.id) == (author.id,)
    told = client_for(other).get("/notifications").text
    assert "Léa Mercier vous propose de signer ensemble l’article" in told
    assert "Signer aussi" in client_for(other).get(desk).text
    client_for(other).post(f"{desk}/signer")
    assert author_ids(article.id) == (author.id, other.id)
    save_article(seen_by(other), article.id, WORDS)
    assert desk_article(seen_by(author), article.id).text.body == "Nous deux."


def test_who_is_only_asked_does_not_write_and_may_decline(client_for: ClientFor):
    author, other = make_account(), make_account()
    article = make_article(author=author, state=DRAFT)
    ask_coauthor(seen_by(author), article.id, other.handle)
    with pytest.raises(Forbidden):
        save_article(seen_by(other), article.id, WORDS)
    desk = f"/redaction/articles/{article.id}"
    client_for(other).post(f"{desk}/auteurs/{other.handle}/retirer")
    assert client_for(other).get(desk).status_code == 404


def test_an_editor_who_signs_or_signed_it_decides_nothing_about_it():
    for leaves in (False, True):
        other, article = _together(ArticleState.SUBMITTED, make_editor())
        if leaves:
            leave_article(seen_by(other), article.id, other.id)
        with pytest.raises(Forbidden):
            move_article(seen_by(other), article.id, DeskMove.TAKE)


def test_an_editor_who_is_asked_decides_nothing_either():
    author, other = make_account(), make_editor()
    article = make_article(author=author, state=DRAFT)
    ask_coauthor(seen_by(author), article.id, other.handle)
    move_article(seen_by(author), article.id, DeskMove.SUBMIT)
    with pytest.raises(Forbidden):
        move_article(seen_by(other), article.id, DeskMove.TAKE)


def test_who_left_sees_to_no_remarks_and_nobody_likes_their_own(client_for: ClientFor):
    other, article = _together()
    move_article(seen_by(other), article.id, DeskMove.SUBMIT)
    editor = make_editor()
    for move in (DeskMove.TAKE, DeskMove.APPROVE, DeskMove.PUBLISH):
        move_article(seen_by(editor), article.id, move)
    thread_id = db.session.get_one(Article, article.id).thread_id
    for account_id in author_ids(article.id):
        who = db.session.get_one(Account, account_id)
        assert client_for(who).post(f"/likes/blog.thread:{thread_id}").status_code == 403
    assert client_for(editor).post(f"/likes/blog.thread:{thread_id}").status_code == 303


def test_a_reviewer_who_signs_is_one_no_more():
    author, editor = make_account(), make_editor()
    state = ArticleState.CHANGES_REQUESTED
    article = make_article(author=author, editor=editor, state=state)
    ask_coauthor(seen_by(author), article.id, editor.handle)
    sign_article(seen_by(editor), article.id)
    leave_article(seen_by(editor), article.id, editor.id)
    move_article(seen_by(author), article.id, DeskMove.SUBMIT)
    _article, standing = access_article_row(seen_by(editor), article.id)
    assert not standing.is_reviewer
    assert standing.has_part


def test_only_who_began_it_takes_others_out_and_nobody_takes_them_out():
    other, article = _together()
    (first_id, _other_id) = author_ids(article.id)
    third = make_account()
    ask_coauthor(seen_by(other), article.id, third.handle)
    for account_id in (first_id, third.id):
        with pytest.raises(Forbidden):
            leave_article(seen_by(other), article.id, account_id)
    with pytest.raises(NotFound):
        leave_article(seen_by(make_account()), article.id, other.id)
    leave_article(seen_by(other), article.id, other.id)
    with pytest.raises(NotFound):
        desk_article(seen_by(other), article.id)


def test_people_who_are_not_there_or_blocked_are_not_asked(client_for: ClientFor):
    author, other = make_account(), make_account()
    accounts.block(seen_by(other), author.handle)
    article = make_article(author=author, state=DRAFT)
    for name in ("personne-de-ce-nom", other.handle):
        with pytest.raises(FormRefused):
            ask_coauthor(seen_by(author), article.id, name)
    answer = client_for(author).post(
        f"/redaction/articles/{article.id}/auteurs", data={"handle": "Nadie"}
    )
    assert answer.status_code == 422
    assert "Nadie" in answer.text


def test_nobody_is_asked_once_it_is_out_of_their_hands():
    author = make_account()
    article = make_article(author=author, state=ArticleState.SUBMITTED)
    with pytest.raises(Forbidden):
        ask_coauthor(seen_by(author), article.id, make_account().handle)
