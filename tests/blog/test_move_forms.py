"""The forms of moves: nothing typed is lost, and each state says in words what comes next."""

import pytest

from app.blog.enums import ArticleState, DeskMove
from app.blog.models import TimelineEntry
from app.blog.services.moves import move_article
from app.core.db import db
from tests.conftest import ClientFor
from tests.factories import make_account, seen_by
from tests.factories.blog import make_article, make_editor

LONG = "Ajoutez une date, un lieu, et le nom de qui a porté les tables. " * 50
REVIEW = ArticleState.IN_REVIEW
NEXT = {
    ArticleState.DRAFT: "Personne d’autre ne le voit.",
    ArticleState.SUBMITTED: "le prend en main sous une semaine",
    ArticleState.IN_REVIEW: "Claire est en train de le relire",
    ArticleState.CHANGES_REQUESTED: "puis soumettez de nouveau",
    ArticleState.APPROVED: "choisit maintenant le jour",
    ArticleState.SCHEDULED: "Il paraîtra automatiquement le",
    ArticleState.PUBLISHED: "Vous pouvez proposer une correction",
    ArticleState.CORRECTION: "Tout le monde lit le texte d’avant",
    ArticleState.ARCHIVED: "ne figure plus dans aucune liste",
    ArticleState.WITHDRAWN: "Vous pouvez reprendre le texte",
    ArticleState.DECLINED: "Vous pouvez reprendre le texte",
}


@pytest.mark.parametrize("state", ArticleState)
def test_an_author_reads_what_comes_next(client_for: ClientFor, state: ArticleState):
    author, editor = make_account(), make_editor(display_name="Claire")
    article_id = make_article(author=author, editor=editor, state=state).id
    page = client_for(author).get(f"/redaction/articles/{article_id}").text
    assert {said for said in NEXT.values() if said in page} == {NEXT[state]}


def test_what_was_typed_for_one_move_survives_the_refusal_of_another(client_for: ClientFor):
    editor = make_editor()
    address = f"/redaction/articles/{make_article(editor=editor, state=REVIEW).id}"
    client, typed = client_for(editor), {"remark": LONG, "reason": ""}
    page = client.get(address).text
    for move in ("approuver", "refuser", "demander-des-changements", "rendre"):
        assert f'action="{address}/{move}"' in page
    refused = client.post(f"{address}/refuser", data=typed)
    assert refused.status_code == 422
    assert LONG in refused.text.partition('name="remark"')[2]
    other = client.post(f"{address}/demander-des-changements", data={"remark": "", "reason": LONG})
    assert other.status_code == 422
    assert LONG in other.text.partition('name="reason"')[2]


def test_only_what_a_move_needs_goes_with_it(client_for: ClientFor):
    editor = make_editor()
    typed = {"remark": "À changer", "reason": "Trop loin de nous"}
    said = []
    for move in ("refuser", "approuver", "demander-des-changements"):
        article_id = make_article(editor=editor, state=REVIEW).id
        client_for(editor).post(f"/redaction/articles/{article_id}/{move}", data=typed)
        entries = db.session.query(TimelineEntry).filter_by(article_id=article_id)
        said += [one.remark for one in entries.order_by(TimelineEntry.id)][-1:]
    assert said == ["Trop loin de nous", "", "À changer"]


def test_a_remark_is_not_lost_when_the_article_was_moved_meanwhile(client_for: ClientFor):
    author, editor = make_account(), make_editor()
    article_id = make_article(author=author, editor=editor, state=REVIEW).id
    move_article(seen_by(author), article_id, DeskMove.WITHDRAW)
    address = f"/redaction/articles/{article_id}"
    answer = client_for(editor).post(f"{address}/demander-des-changements", data={"remark": LONG})
    assert answer.status_code == 409
    assert "dans l’état «\u00a0Retiré\u00a0»" in answer.text
    assert "Cela n’a pas été envoyé." in answer.text
    assert LONG.strip() in answer.text


def test_a_remark_is_not_lost_when_another_editor_took_the_article_over(client_for: ClientFor):
    editor, other = make_editor(), make_editor()
    article_id = make_article(editor=editor, state=REVIEW).id
    move_article(seen_by(other), article_id, DeskMove.TAKE)
    answer = client_for(editor).post(
        f"/redaction/articles/{article_id}/demander-des-changements", data={"remark": LONG}
    )
    assert answer.status_code == 403
    assert "relit cet article" in answer.text
    assert LONG.strip() in answer.text
