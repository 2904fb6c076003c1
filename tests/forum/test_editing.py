"""Edits: what each person said stays readable, in the name of whoever said it."""

from datetime import timedelta

import pytest
import time_machine

from app.accounts.models import Account
from app.core import clock
from app.core.db import db
from app.threads.models import Post
from app.threads.queries.history import post_history
from app.threads.services import posts
from tests.conftest import ClientFor
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group
from tests.web.page_forms import form_with

STORIES = {
    "one's own mending, within five minutes": ("a0 a1 a4", []),
    "one's own, later": ("a0 a6", ["a6"]),
    "a moderator at once": ("a0 m1", ["m1"]),
    "a moderator, then the author": ("a0 m1 a2", ["m1", "a2"]),
    "a moderator who mends their own words": ("a0 m1 m3", ["m1"]),
    "each in turn": ("a0 m1 a2 m3 a4", ["m1", "a2", "m3", "a4"]),
    "a moderator long after": ("a0 a6 m9 m20", ["a6", "m9", "m20"]),
}
"""Who edits at which minute (the first writes), and what the history tells of it."""


@pytest.fixture
def people() -> dict[str, Account]:
    """Return an author and a moderator of their group."""
    return {"a": make_account(display_name="Autrice"), "m": make_account(display_name="Modo")}


@pytest.mark.parametrize("story", STORIES)
def test_the_history_puts_no_words_into_anothers_name(people: dict[str, Account], story: str):
    steps, told = STORIES[story]
    first, *edits = steps.split()
    thread_id = make_thread(group=make_group(owner=people["m"], members=(people["a"],)))
    start = clock.now()
    with time_machine.travel(start, tick=False):
        post_id = make_post(thread_id=thread_id, author=people["a"], body=f"Dit : {first}")
    for edit in edits:
        with time_machine.travel(start + timedelta(minutes=int(edit[1:])), tick=False):
            posts.edit_post(seen_by(people[edit[0]]), post_id, body=f"Dit : {edit}")
    changes = post_history(seen_by(people["a"]), post_id).changes
    named = {"Autrice": "a", "Modo": "m"}
    by = [named[change.editor.display_name] for change in reversed(changes)]
    assert by == [one[0] for one in told]
    for change, one in zip(reversed(changes), told, strict=True):
        added = "".join(span.text for span in change.spans if span.kind != "removed")
        whose = {word[0] for word in added.split() if word[1:].isdigit()}
        assert whose == {one[0]}, added


def test_a_moderators_words_are_not_lost_to_a_form_opened_before(
    client_for: ClientFor, people: dict[str, Account]
):
    thread_id = make_thread(group=make_group(owner=people["m"], members=(people["a"],)))
    post_id = make_post(thread_id=thread_id, author=people["a"], body="Lieu : Nantes.")
    client, address = client_for(people["a"]), f"/questions/messages/{post_id}/modifier"
    form = form_with(client.get(address).text, "body", at=address)
    posts.edit_post(seen_by(people["m"]), post_id, body="Lieu : Redon.")
    answer = client.post(address, data=form.fields | {"body": "Lieu : Rennes."})
    assert answer.status_code == 409
    for words in ("Lieu : Redon.", "Lieu : Rennes.", "Maintenant"):
        assert words in answer.text
    assert db.session.get_one(Post, post_id).body == "Lieu : Redon."


def test_two_who_type_the_same_do_not_collide(client_for: ClientFor, people: dict[str, Account]):
    thread_id = make_thread(group=make_group(owner=people["m"], members=(people["a"],)))
    post_id = make_post(thread_id=thread_id, author=people["a"], body="Lieu : Nantes.")
    client, address = client_for(people["a"]), f"/questions/messages/{post_id}/modifier"
    form = form_with(client.get(address).text, "body", at=address)
    posts.edit_post(seen_by(people["m"]), post_id, body="Lieu : Redon.\n\nÀ bientôt.")
    typed = form.fields | {"body": "Lieu : Redon.\r\n\r\nÀ bientôt."}
    assert client.post(address, data=typed).status_code == 303


def test_a_program_that_names_no_version_is_heard(client_for: ClientFor):
    author = make_account()
    post_id = make_post(author=author, body="Lieu : Nantes.")
    address = f"/questions/messages/{post_id}/modifier"
    assert client_for(author).post(address, data={"body": "Redon."}).status_code == 303
