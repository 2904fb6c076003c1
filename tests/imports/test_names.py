"""Names from elsewhere, and what is said of them."""

import pytest

from app.imports.dump.tags import tidy_tag
from app.imports.shapes import Origin
from app.imports.texts.attribution import (
    note_on_author,
    note_on_thread,
    sentence_on_member,
)
from app.imports.texts.names import possible_names

pytestmark = pytest.mark.no_app

ORIGIN = Origin(name="ailleurs.example", address="https://ailleurs.example")


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Léa", ["Léa", "Léa"]),
        ("β.εηοιτ.βε", ["β.εηοιτ.βε", "β. εηοιτ. βε"]),
        ("http://spam.example", ["http://spam.example", "http spam. example"]),
        ("a@b\u202ec", ["a@bc", "a bc"]),
        ("", ["", ""]),
    ],
)
def test_a_name_is_tried_as_it_was_then_changed_then_numbered(name, names):
    assert list(possible_names(name, 12)) == [*names, "Membre 12", "Membre apporté 12"]


def test_a_thread_names_its_source_its_author_and_its_licence():
    note = note_on_thread(
        ORIGIN, question_id=7, name="Léa [*]", user_id=3, licences=["CC BY-SA 3.0", "autre"]
    )
    assert note == (
        "---\n\n*Cette discussion vient de [ailleurs.example](https://ailleurs.example/q/7), "
        "où [Léa \\[\\*\\]](https://ailleurs.example/users/3) l’a ouverte. "
        "Licence des textes\u00a0: "
        "[CC BY-SA 3.0](https://creativecommons.org/licenses/by-sa/3.0/), autre.*"
    )


def test_what_is_not_known_is_not_said():
    note = note_on_thread(Origin(name="essai"), question_id=7, name="", user_id=None, licences=[])
    assert note == "---\n\n*Cette discussion vient de essai.*"
    assert note_on_author("Léa") == "*Écrit par Léa.*"


def test_the_profile_leads_to_the_person_there():
    assert sentence_on_member(ORIGIN, profile="/users/3").endswith(
        "https://ailleurs.example/users/3"
    )
    renamed = sentence_on_member(ORIGIN, profile="/users/3", former_name="x" * 500)
    assert "x" * 60 in renamed
    assert len(renamed) <= 200


@pytest.mark.parametrize(
    ("tag", "ours"), [("fête", "fête"), ("node.js", "node-js"), ("c++", "c++"), ("+", None)]
)
def test_tags_are_spelt_as_here(tag, ours):
    assert tidy_tag(tag) == ours
    assert tidy_tag(tag * 31) is None
