"""What the reviewer says of single paragraphs, who sees to it, and where it stands afterwards."""

import re
from itertools import pairwise

import pytest

from app.accounts.models import Account
from app.blog.enums import ArticleState, DeskMove
from app.blog.models import Article, Remark
from app.blog.queries.access import desk_article
from app.blog.queries.remarks import DeskRemarks, blocks_of_manuscript, desk_remarks
from app.blog.services.drafts import save_article
from app.blog.services.moves import move_article
from app.blog.services.remarks import (
    reopen_remark,
    resolve_remark,
    take_back_remark,
    write_remark,
)
from app.blog.shapes import ArticleText, NewRemark
from app.core.db import db
from app.core.errors import Conflict, Forbidden, FormRefused, NotFound
from app.notices.models import Notice
from app.notices.queries import notice_page
from tests.factories import make_account, seen_by
from tests.factories.blog import SUMMARY, make_article, make_editor, said_with
from tests.factories.remarks import last_manuscript_id, make_remark

REVIEW, CHANGES = ArticleState.IN_REVIEW, ArticleState.CHANGES_REQUESTED
BODY = "La pluie est venue tôt.\n\n- une table\n- deux bancs\n\n---\n\nLa salle était libre, hélas."


def _read_by(editor: Account, author: Account | None = None, body: str = BODY) -> Article:
    return make_article(editor=editor, author=author, state=REVIEW, body=body)


def _seen(who: Account, article: Article) -> DeskRemarks:
    return desk_remarks(seen_by(who), desk_article(seen_by(who), article.id))


def _submitted_again(article: Article, author: Account, editor: Account, body: str) -> None:
    """Let the author follow the remarks, and the editor read what came of it."""
    move_article(seen_by(editor), article.id, DeskMove.REQUEST_CHANGES, said_with(DeskMove.DECLINE))
    text = ArticleText(title="Une fête sauvée", summary=SUMMARY, body=body)
    save_article(seen_by(author), article.id, text)
    move_article(seen_by(author), article.id, DeskMove.SUBMIT)
    move_article(seen_by(editor), article.id, DeskMove.TAKE)


def test_a_remark_stands_at_its_paragraph_for_the_authors_too():
    author, editor = make_account(), make_editor(display_name="Claire Relit")
    article = _read_by(editor, author)
    made = make_remark(article.id, editor, block=1)
    blocks = _seen(author, article).blocks
    [one] = blocks[1].remarks
    assert (one.id, one.body, one.author.display_name) == (made, "Donnez la date.", "Claire Relit")
    assert one.quote == "une table deux bancs"
    assert [block.opening for block in blocks] == [
        "La pluie est venue tôt.",
        "une table deux bancs",
        "",
        "La salle était libre, hélas.",
    ]


def test_paragraphs_without_words_are_not_spoken_of():
    editor = make_editor()
    article = _read_by(editor)
    blocks = _seen(editor, article).blocks
    assert [block.may_remark for block in blocks] == [True, True, False, True]
    for block in (2, 4, -1, None):
        with pytest.raises(FormRefused):
            make_remark(article.id, editor, block=block)


@pytest.mark.parametrize("state", ArticleState)
def test_only_the_named_editor_remarks_and_only_while_reading(state: ArticleState):
    author, editor = make_account(), make_editor()
    article = make_article(author=author, editor=editor, state=state)
    new = NewRemark(None, 0, "Donnez la date.")
    if state is not ArticleState.DRAFT:
        new = new._replace(manuscript_id=last_manuscript_id(article.id))
    people = {"author": author, "other editor": make_editor(), "stranger": make_account()}
    for who in people.values() if state is REVIEW else (editor, *people.values()):
        is_stranger = who is people["stranger"] or (state is ArticleState.DRAFT and who != author)
        with pytest.raises(NotFound if is_stranger else Forbidden) as refusal:
            write_remark(seen_by(who), article.id, new)
        assert is_stranger or str(refusal.value)
    if state is REVIEW:
        assert write_remark(seen_by(editor), article.id, new)


@pytest.mark.parametrize("body", ["", " \n", "\u200b", "x" * 2001])
def test_a_remark_says_something_and_not_too_much(body: str):
    editor = make_editor()
    article = _read_by(editor)
    with pytest.raises(FormRefused) as refusal:
        make_remark(article.id, editor, body=body)
    assert refusal.value.field == "body"
    assert make_remark(article.id, editor, body="x" * 2000)


def test_the_same_words_twice_make_one_remark():
    editor = make_editor()
    article = _read_by(editor)
    assert make_remark(article.id, editor) == make_remark(article.id, editor)
    assert make_remark(article.id, editor) != make_remark(article.id, editor, block=1)


def test_a_hundred_remarks_are_enough():
    editor = make_editor()
    article = _read_by(editor)
    made = [make_remark(article.id, editor, body=f"{number}") for number in range(100)]
    with pytest.raises(Conflict):
        make_remark(article.id, editor, body="Encore")
    assert make_remark(article.id, editor, body="99") == made[99]
    take_back_remark(seen_by(editor), article.id, made[0])
    assert make_remark(article.id, editor, body="Encore")


def test_a_remark_on_what_was_read_before_is_not_put_on_what_came_after():
    author, editor = make_account(), make_editor()
    article = _read_by(editor, author)
    read = NewRemark(last_manuscript_id(article.id), 0, "Donnez la date.")
    _submitted_again(article, author, editor, BODY)
    with pytest.raises(Conflict):
        write_remark(seen_by(editor), article.id, read)


def test_authors_and_the_reviewer_resolve_and_open_again():
    author, editor, other = make_account(display_name="Jeanne"), make_editor(), make_editor()
    article = _read_by(editor, author)
    made = make_remark(article.id, editor)
    for who in (author, editor):
        for _twice in range(2):
            resolve_remark(seen_by(who), article.id, made)
        [one] = _seen(author, article).all
        assert one.resolver is not None
        assert one.resolver.handle == who.handle
        assert _seen(author, article).resolved_count == 1
        for _twice in range(2):
            reopen_remark(seen_by(who), article.id, made)
        assert _seen(author, article).resolved_count == 0
    for act in (resolve_remark, reopen_remark):
        with pytest.raises(Forbidden):
            act(seen_by(other), article.id, made)
        with pytest.raises(NotFound):
            act(seen_by(make_account()), article.id, made)
        with pytest.raises(NotFound):
            act(seen_by(editor), _read_by(editor).id, made)  # of another article


def test_who_wrote_a_remark_takes_it_back_until_it_is_resolved():
    author, editor = make_account(), make_editor()
    article = _read_by(editor, author)
    made = make_remark(article.id, editor)
    for who in (author, make_editor()):
        with pytest.raises(Forbidden):
            take_back_remark(seen_by(who), article.id, made)
    resolve_remark(seen_by(author), article.id, made)
    with pytest.raises(Conflict):
        take_back_remark(seen_by(editor), article.id, made)
    reopen_remark(seen_by(author), article.id, made)
    take_back_remark(seen_by(editor), article.id, made)
    assert db.session.query(Remark).count() == 0


def test_remarks_stand_where_the_next_version_begins_with_the_same_words():
    author, editor = make_account(), make_editor()
    article = _read_by(editor, author)
    kept = make_remark(article.id, editor, block=0, body="Reste")
    gone = make_remark(article.id, editor, block=1, body="Parti")
    moved = make_remark(article.id, editor, block=3, body="Allé plus bas")
    resolve_remark(seen_by(author), article.id, kept)
    after = "Un début.\n\nLa pluie est venue tôt, le 14.\n\nLa salle était libre, ouf.\n\nFin."
    _submitted_again(article, author, editor, after)
    found = _seen(editor, article)
    assert [[one.id for one in block.remarks] for block in found.blocks] == [
        [],
        [kept],
        [moved],
        [],
    ]
    assert [one.id for one in found.astray] == [gone]
    assert all(one.is_earlier and one.version == 1 for one in found.all)
    assert found.resolved_count == 1
    new = make_remark(article.id, editor, block=1, body="Enfin")
    assert [one.id for one in _seen(editor, article).blocks[1].remarks] == [kept, new]


def test_of_paragraphs_that_begin_alike_the_nearest_same_one_is_meant():
    author, editor = make_account(), make_editor()
    alike = "Nous avons porté les tables dans"
    article = _read_by(editor, author, f"{alike} la cour.\n\n{alike} la salle.\n\nFin.")
    made = make_remark(article.id, editor, block=1)
    after = f"{alike} la rue.\n\n{alike} la cour.\n\n{alike} la salle.\n\n{alike} la salle."
    _submitted_again(article, author, editor, after)
    places = [block.number for block in _seen(editor, article).blocks if block.remarks]
    assert places == [2]
    assert made


def test_a_text_of_very_many_paragraphs_has_forms_for_some_hundreds():
    html = "".join(f"<p>{number}</p>\n" for number in range(1000))
    blocks = blocks_of_manuscript(html)
    assert len(blocks) == 400
    assert "".join(blocks) == html


def test_many_remarks_are_one_line_among_the_notices_with_their_number():
    author, editor = make_account(), make_editor(display_name="Léa")
    article = make_article(author=author, editor=editor, state=REVIEW, title="La fête sauvée")
    made = [make_remark(article.id, editor, body=f"Mot {number}") for number in range(10)]
    lines = [one for one in notice_page(seen_by(author)).items if one.kind == "blog.remarked"]
    assert [one.text for one in lines] == [
        "Léa a fait 10 remarques sur votre article «\u00a0La fête sauvée\u00a0»."
    ]
    assert lines[0].url == f"/redaction/articles/{article.id}"
    resolve_remark(seen_by(author), article.id, made[0])
    told = db.session.query(Notice).filter_by(account_id=editor.id, kind="blog.remarked")
    assert told.count() == 0
    reopen_remark(seen_by(author), article.id, made[0])
    for one in made:
        take_back_remark(seen_by(editor), article.id, one)
    assert "blog.remarked" not in {one.kind for one in notice_page(seen_by(author)).items}


def test_remarks_are_read_in_order_on_the_page_and_in_few_queries(client_for, queries):
    author, editor = make_account(), make_editor()
    article = _read_by(editor, author)
    for block in (3, 0, 1, 3, 0):
        make_remark(article.id, editor, block=block, body=f"Du {block}, encore {block}")
    made = make_remark(article.id, editor, body="Le dernier")
    resolve_remark(seen_by(author), article.id, made)
    address = f"/redaction/articles/{article.id}"
    for who in (author, editor, make_editor()):
        client = client_for(who)
        with queries(at_most=12):
            page = client.get(address).text
        assert "4 remarques, 1 résolue" in page
        places = [int(number) for number in re.findall(r"encore (\d)", page)]
        assert all(before <= after for before, after in pairwise(places))
        assert page.count("Annoter") == (3 if who is editor else 0)
