"""Whatever form is refused, for whatever reason, shows what was typed, and never a password."""

from collections.abc import Iterator
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask
from wtforms import Field, FileField, HiddenField, PasswordField, StringField

from app.core.db import db
from app.core.errors import DomainError, Forbidden, NotFound, TooOften
from app.core.viewer import Viewer
from app.threads.models import Post
from app.threads.services import moderation, removals
from app.web.forms import ChangingForm, Form
from tests.conftest import ClientFor
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_thread
from tests.factories.groups import make_group
from tests.web.gaps import GAPS

REASONS = (
    NotFound(),
    Forbidden("Vous n’en avez plus le droit."),
    TooOften("Trop souvent.", retry_after_seconds=60),
)


def all_forms(base: type[Form] = Form) -> Iterator[type[Form]]:
    """Return all forms of the site."""
    for form in base.__subclasses__():
        if form.__module__.startswith("app."):
            yield form
        yield from all_forms(form)


def all_fields() -> Iterator[tuple[str, Field]]:
    """Return the fields of all forms, each under its name."""
    for form in all_forms():
        made = form(dict) if issubclass(form, ChangingForm) else form()
        yield from made._fields.items()


def names_of(kind: type) -> set[str]:
    """Return the names of all fields of a kind that any form has."""
    return {name for name, one in all_fields() if type(one) is kind}


def typed_names() -> set[str]:
    """Return the names of all fields that somebody types words into."""
    dumb = (HiddenField, PasswordField, FileField)
    return {
        name
        for name, one in all_fields()
        if isinstance(one, StringField) and not isinstance(one, dumb)
    }


@pytest.fixture
def everything(app: Flask) -> dict[str, str]:
    """Return something typed into each field there is, passwords too."""
    with app.test_request_context("/"):
        names, secrets = typed_names(), names_of(PasswordField)
    assert {"title", "purpose", "rules", "reason", "can_help", "description", "other"} <= names
    assert secrets == {"password", "new_password"}
    typed = {name: f"tapé dans {name}" for name in names}
    return typed | {name: f"secret de {name}" for name in secrets}


def addresses(app: Flask, *, guard: str) -> Iterator[str]:
    """Return all addresses behind a guard to which a form is sent."""
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and guard_of(app, rule.endpoint) == guard:
            gaps = {name: GAPS.get(name, "1") for name in rule.arguments}
            yield app.url_map.bind("localhost").build(rule.endpoint, gaps, method="POST")


def guard_of(app: Flask, endpoint: str) -> str:
    """Return which guard a view wears."""
    guard: str = vars(app.view_functions[endpoint])["guard"]
    return guard


def test_no_form_loses_what_was_typed_when_the_session_has_ended(
    app: Flask, client_for: ClientFor, everything: dict[str, str]
):
    client, seen = client_for(None), 0
    for address in addresses(app, guard="signed_in"):
        answer = client.post(
            address, data=everything, headers={"Referer": "http://localhost/questions/nouvelle"}
        )
        assert answer.status_code == 401, address
        assert "/connexion?next=/questions/nouvelle" in answer.text, address
        for words in everything.values():
            assert (words in answer.text) is not words.startswith("secret"), (address, words)
        seen += 1
    assert seen > 40


@pytest.mark.parametrize("reason", REASONS, ids=lambda one: type(one).__name__)
def test_no_form_loses_what_was_typed_whatever_it_is_refused_for(
    app: Flask, client_for: ClientFor, monkeypatch, everything: dict[str, str], reason: DomainError
):
    def refuse(**_gaps: object) -> None:
        raise reason

    client = client_for(make_account())
    for rule in list(app.url_map.iter_rules()):
        if "POST" in (rule.methods or ()):
            monkeypatch.setitem(app.view_functions, rule.endpoint, refuse)
    with app.test_request_context("/"):
        rules = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    assert rules
    for rule in rules:
        gaps = {name: GAPS.get(name, "1") for name in rule.arguments}
        address = app.url_map.bind("localhost").build(rule.endpoint, gaps, method="POST")
        answer = client.post(address, data=everything)
        assert answer.status_code == reason.status
        for words in everything.values():
            assert (words in answer.text) is not words.startswith("secret"), (address, words)


def test_what_was_typed_can_be_sent_again_once_signed_in(client_for: ClientFor):
    typed = {"name": "Les fêtes du bourg", "purpose": "Monter.", "rules": "Doux.\n\nEt gais."}
    chosen = {"visibility": "members", "joining": "request"}
    refusal = client_for(None).post("/groupes/nouveau", data=typed | chosen)
    for words in ('action="/groupes/nouveau"', "Nom du groupe", 'value="members"', "Renvoyer"):
        assert words in refusal.text
    again = client_for(make_account()).post("/groupes/nouveau", data=typed | chosen)
    assert again.status_code == 303


def test_an_answer_to_a_thread_that_is_gone_or_closed_meanwhile_is_shown(client_for: ClientFor):
    author, owner = make_account(), make_account()
    group = make_group(owner=owner, members=(author,))
    words = "Nous avons loué le barnum à Redon."
    close = partial(moderation.close, reason="Hors sujet.")
    for act in (close, _delete):
        thread_id = make_thread(group=group, author=owner)
        act(seen_by(owner), thread_id)
        answer = client_for(author).post(f"/questions/{thread_id}/reponses", data={"body": words})
        assert answer.status_code in {403, 404}
        assert words in answer.text


def test_a_reason_that_is_too_long_is_said_to_be_and_not_cut(client_for: ClientFor):
    owner = make_account()
    thread_id = make_thread(group=make_group(owner=owner))
    reason = "Hors sujet. " * 40
    answer = client_for(owner).post(f"/questions/{thread_id}/fermer", data={"reason": reason})
    assert answer.status_code == 422
    assert reason.strip() in answer.text
    assert "300 caractères" in answer.text


def _delete(viewer: Viewer, thread_id: int) -> None:
    """Delete a thread."""
    opening = db.session.scalars(sa.select(Post.id).where(Post.thread_id == thread_id)).one()
    removals.delete_post(viewer, opening)
