"""Nothing that nobody sees passes for something, in any form; nothing honest is refused."""

from typing import Any

import pytest
from flask import Flask
from wtforms import HiddenField, PasswordField, StringField, TextAreaField
from wtforms.validators import DataRequired

from app.accounts.forms import ProfileForm
from app.core.errors import FormRefused
from app.web.forms import ChangingForm, Form
from tests.factories import make_account
from tests.factories.forum import forum_thread, make_thread
from tests.factories.groups import make_group

UNSEEN = ("\u200b" * 9, "\u3164" * 9, "\u2800" * 9, "\u0301" * 9, "\u00ad\u2060\ufe0f" * 3)
HONEST = "\U0001f469\u200d\U0001f33e \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"


def _forms(of: type[Form]) -> list[type[Form]]:
    found = [form for known in of.__subclasses__() for form in (known, *_forms(known))]
    return [form for form in found if form is not ChangingForm]


def _fields() -> list[tuple[type[Form], str]]:
    """Return all fields into which people write, of all forms."""
    unwritten = (HiddenField, PasswordField)
    found = []
    for form in _forms(Form):
        for name in vars(form) | {}:
            unbound = getattr(form, name)
            kind = getattr(unbound, "field_class", None)
            if kind and issubclass(kind, StringField) and not issubclass(kind, unwritten):
                found.append((form, name))
    return found


def _refusals(app: Flask, form: type[Form], name: str, text: str) -> tuple[Any, list[str]]:
    with app.test_request_context("/", method="POST", data={name: text}):
        filled = form(dict) if issubclass(form, ChangingForm) else form()
        filled.accepted(lambda: None)
        field = filled[name]
        return field, [str(error) for error in field.errors]


def test_the_walk_meets_many_fields():
    assert len(_fields()) > 15
    assert (ProfileForm, "sentence") in _fields()


@pytest.mark.parametrize("text", UNSEEN, ids=ascii)
def test_what_shows_nothing_is_empty_in_every_form(app: Flask, text: str):
    for form, name in _fields():
        field, refusals = _refusals(app, form, name, text)
        assert field.data == "", (form, name)
        if any(isinstance(one, DataRequired) for one in field.validators):
            assert refusals, (form, name)


def test_joined_characters_are_refused_in_no_form(app: Flask):
    for form, name in _fields():
        _field, refusals = _refusals(app, form, name, HONEST)
        assert not [one for one in refusals if "personne ne peut voir" in one], (form, name)


def test_what_harms_comes_in_by_no_form(app: Flask):
    for form, name in _fields():
        field, refusals = _refusals(app, form, name, "Mot\u202etoM")
        assert refusals or (isinstance(field, TextAreaField) and field.data == "MottoM"), name


@pytest.mark.parametrize("title", UNSEEN, ids=ascii)
def test_a_thread_has_a_title_that_one_sees(title: str):
    with pytest.raises(FormRefused) as refusal:
        make_thread(group=make_group(), title=title)
    assert refusal.value.field == "title"


@pytest.mark.parametrize(
    "body", [*UNSEEN, "&#8203;&nbsp;", "***", "> \u200b", "**\u3164**", "- \u200b"]
)
def test_a_post_says_something_once_it_is_rendered(body: str):
    with pytest.raises(FormRefused) as refusal:
        make_thread(group=make_group(), body=body)
    assert refusal.value.field == "body"


def test_tags_that_show_nothing_are_none():
    author = make_account()
    thread_id = make_thread(author=author, tags="\u3164, buvette, \u115f")
    assert forum_thread(thread_id).tags == ["buvette"]
