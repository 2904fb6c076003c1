"""What a page sends is taken from the member for whom it was made, and from nobody else."""

import re

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core.db import db
from app.threads.models import Draft, Post
from app.web.page_account import FIELD, HEADER, NOBODY
from tests.conftest import ClientFor
from tests.factories.accounts import make_account
from tests.factories.forum import make_post, make_thread
from tests.web.gaps import GAPS

WORDS = "Le barnum est libre samedi."
FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>(.{0,60})', re.DOTALL)


def test_the_words_of_one_member_never_become_those_of_another(client_for: ClientFor):
    first, second, thread_id = make_account(), make_account(display_name="Bob Noël"), make_thread()
    address, sent = f"/questions/{thread_id}/reponses", {"body": WORDS, FIELD: first.id}
    answer = client_for(second).post(address, data=sent)
    assert answer.status_code == 409
    for words in (WORDS, "Bob Noël", "Se reconnecter comme avant", "autre=1"):
        assert words in answer.text
    assert db.session.scalar(sa.select(sa.func.count(Post.id)).where(Post.body == WORDS)) == 0
    assert client_for(first).post(address, data=sent).status_code == 303


def test_what_is_sent_again_from_a_refusal_still_says_whose_it_is(client_for: ClientFor):
    first, second, thread_id = make_account(), make_account(), make_thread()
    refusal = client_for(second).post(
        f"/questions/{thread_id}/reponses", data={"body": WORDS, FIELD: first.id}
    )
    form = refusal.text[refusal.text.index("data-kept") :]
    named = re.findall(rf'name="{FIELD}" value="(\d*)"', form[: form.index("</form>")])
    again = client_for(second).post(
        f"/questions/{thread_id}/reponses", data={"body": WORDS, FIELD: named}
    )
    assert again.status_code == 409


def test_a_script_of_another_members_page_reads_and_keeps_nothing(client_for: ClientFor):
    first, second = make_account(), make_account()
    theirs = {HEADER: str(first.id), "X-Fragment": "1"}
    client = client_for(second)
    kept = client.post("/brouillons/new", data={"body": WORDS}, headers=theirs)
    assert (kept.status_code, db.session.scalar(sa.select(Draft.id))) == (409, None)
    assert "Se reconnecter comme avant" in kept.text
    assert client.get("/brouillons/new", headers=theirs).status_code == 409
    mine = {HEADER: str(second.id)}
    assert client.post("/brouillons/new", data={"body": WORDS}, headers=mine).status_code == 200


def test_whoever_is_signed_in_can_be_signed_out_from_any_page(client_for: ClientFor):
    client = client_for(make_account())
    assert client.post("/deconnexion", data={FIELD: make_account().id}).status_code == 303
    assert client.get("/parametres").status_code == 303


def test_signing_in_as_before_is_possible_though_somebody_else_is_signed_in(client_for: ClientFor):
    client = client_for(make_account(display_name="Bob Noël"))
    door = client.get("/connexion?autre=1&next=/questions")
    assert door.status_code == 200
    assert "Bob Noël" in door.text
    assert client.get("/connexion?next=/questions").location == "/questions"


def test_every_address_that_changes_something_asks_for_whom_its_page_was_made(
    app: Flask, client_for: ClientFor
):
    other, member, taken = make_account().id, make_account(), {}
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            gaps = {name: GAPS.get(name, "1") for name in rule.arguments}
            address = app.url_map.bind("localhost").build(rule.endpoint, gaps, method="POST")
            taken[rule.endpoint] = client_for(member).post(address, data={FIELD: other}).status_code
    assert len(taken) > 50
    assert {name for name, status in taken.items() if status != 409} == {"accounts.sign_out"}


@pytest.mark.parametrize(
    "address",
    ["/", "/questions", "/questions/nouvelle", "/groupes/nouveau", "/parametres", "{thread}"],
)
def test_every_form_of_a_page_names_its_reader(client_for: ClientFor, address: str):
    reader, other = make_account(), make_account()
    thread_id = make_thread()
    make_post(thread_id=thread_id)
    address = address.format(thread=f"/questions/{thread_id}")
    for one in (reader, other):  # the second is shown pieces that were kept for the first
        page = client_for(one).get(address, follow_redirects=True)
        forms = FORM.findall(page.text)
        assert forms
        own = NOBODY.replace('value=""', f'value="{one.id}"')
        assert [form for form in forms if not form.startswith(own)] == []


def test_pages_of_visitors_name_nobody(client_for: ClientFor):
    page = client_for(None).get("/connexion")
    assert NOBODY in page.text


def test_nobody_types_the_field(client_for: ClientFor):
    author = make_account()
    thread_id = make_thread()
    make_post(thread_id=thread_id, author=author, body=f"Voici : {NOBODY}")
    page = client_for(author).get(f"/questions/{thread_id}", follow_redirects=True)
    assert "&lt;input type=" in page.text
