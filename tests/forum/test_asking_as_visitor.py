"""A visitor asks, and has an account with it: one form, and a refusal loses nothing."""

import re

import pytest
import sqlalchemy as sa

from app.accounts.models import Account
from app.core.db import db
from app.groups.queries import members_among
from app.threads.models import Thread
from tests.conftest import ClientFor
from tests.factories.accounts import make_account
from tests.factories.groups import make_group

ASK = "/questions/nouvelle"
QUESTION = {
    "kind": "question",
    "title": "La banque refuse notre trésorière",
    "body": "Le PV ne lui suffit pas.",
    "tags": "banque",
    "once": "une-marque-de-page",
}
PERSON = {
    "display_name": "Colette Mercier",
    "email": "colette@exemple.test",
    "password": "bicyclette-rouge-42",
    "accept_rules": "y",
}


def _count(row: type[Account] | type[Thread]) -> int:
    """Return how many rows there are."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(row)) or 0


def test_a_visitor_who_wants_to_ask_finds_one_form_with_sign_up_below(client_for: ClientFor):
    make_group(slug="entraide")
    secret = make_group(slug="secret", visibility="members")
    page = client_for(None).get(f"{ASK}?groupe=entraide&titre=Louer+un+barnum")
    assert page.status_code == 200
    form = page.text.partition(f'action="{ASK}"')[2].partition("</form>")[0]
    fields = re.findall(r' name="(\w+)"', form)
    assert [name for name in fields if name in {*QUESTION, *PERSON}] == [
        *("once", "title", "body", "kind", "kind", "tags"),
        *("display_name", "email", "password", "accept_rules"),
    ]
    assert 'value="Louer un barnum"' in form
    assert "data-draft-place" not in form
    assert 'name="preview"' not in form
    assert f'href="/connexion?next={ASK}' in page.text
    assert client_for(None).get(f"{ASK}?groupe={secret.slug}").status_code == 404


def test_a_visitor_asks_and_is_a_member(client_for: ClientFor):
    group, client = make_group(slug="entraide"), client_for(None)
    answer = client.post(ASK, data=QUESTION | PERSON | {"group": "entraide"})
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert QUESTION["title"] in page
    assert 'action="/deconnexion"' in page
    assert QUESTION["title"] in client_for(None).get("/questions").text
    asker_id = db.session.scalars(sa.select(Account.id)).one()
    assert members_among(group.id, [asker_id]) == {asker_id}


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "court"},
        {"email": "colette"},
        {"accept_rules": ""},
        {"display_name": ""},
        {"title": "?"},
        {"body": " "},
        {"kind": ""},
        {"tags": ", ".join("abcdef")},
        {"group": "sur-demande"},
        {"group": "nulle-part"},
    ],
)
def test_what_is_refused_opens_neither_and_loses_nothing(client_for: ClientFor, wrong):
    make_group(slug="entraide")
    make_group(slug="sur-demande", joining="request")
    typed = QUESTION | PERSON | {"group": "entraide"} | wrong
    answer = client_for(None).post(ASK, data=typed)
    assert answer.status_code == 422
    assert (_count(Account), _count(Thread)) == (0, 0)
    kept = {*QUESTION, "display_name", "email"} - wrong.keys() - {"kind"}
    assert [name for name in kept if typed[name] not in answer.text] == []
    assert PERSON["password"] not in answer.text


def test_both_halves_say_their_faults_at_once(client_for: ClientFor):
    make_group(slug="entraide")
    typed = QUESTION | PERSON | {"group": "entraide", "title": "", "password": ""}
    page = client_for(None).post(ASK, data=typed).text
    assert "Donnez-lui un titre." in page
    assert "Choisissez un mot de passe." in page


def test_a_taken_handle_opens_nothing(client_for: ClientFor):
    make_account(handle="colette")
    make_group(slug="entraide")
    typed = QUESTION | PERSON | {"group": "entraide", "handle": "colette"}
    answer = client_for(None).post(ASK, data=typed)
    assert answer.status_code == 422
    assert (_count(Account), _count(Thread)) == (1, 0)
    assert QUESTION["body"] in answer.text


def test_a_page_of_a_member_who_was_signed_out_asks_to_sign_in_again(client_for: ClientFor):
    make_group(slug="entraide")
    answer = client_for(None).post(ASK, data=QUESTION | {"group": "entraide"})
    assert answer.status_code == 401
    assert QUESTION["body"] in answer.text


def test_the_words_of_a_visitor_never_become_those_of_who_signs_in_meanwhile(client_for: ClientFor):
    make_group(slug="entraide")
    sent = QUESTION | PERSON | {"group": "entraide"}
    answer = client_for(make_account()).post(ASK, data=sent)
    assert answer.status_code == 409
    for words in (QUESTION["title"], QUESTION["body"], PERSON["email"]):
        assert words in answer.text
    assert (_count(Account), _count(Thread)) == (1, 0)
    own = sent | {"email": "Colette@Exemple.test"}
    assert client_for(make_account(handle="colette")).post(ASK, data=own).status_code == 303


def test_nothing_is_rendered_for_a_visitor(client_for: ClientFor, monkeypatch):
    make_group(slug="entraide")
    monkeypatch.setattr("app.text.render", None)
    for pressed in ({"preview": "1"}, {"password": "court"}):
        data = QUESTION | PERSON | {"group": "entraide"} | pressed
        page = client_for(None).post(ASK, data=data)
        assert page.status_code in {200, 422}
        assert QUESTION["body"] in page.text
