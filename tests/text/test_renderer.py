"""The door of the room."""

import pytest

from app.text import RENDERER_VERSION, render, stored

pytestmark = pytest.mark.no_app


def test_a_text_becomes_html_that_a_template_shows_as_it_is() -> None:
    rendered = render("**Bonjour** @Lea", handles=["LEA"])
    assert rendered.html.__html__() == (
        '<p><strong>Bonjour</strong> <a class="mention" href="/membres/lea">@Lea</a></p>'
    )
    assert not rendered.is_plain
    assert rendered.version == RENDERER_VERSION


def test_only_the_handles_given_are_linked() -> None:
    assert "mention" not in render("@lea").html
    assert "mention" not in render("@lea", handles=["karim"]).html


def test_an_empty_text_is_empty() -> None:
    assert render(" \n\n ").html == ""


def test_a_text_longer_than_anybody_may_write_is_shown_as_typed() -> None:
    rendered = render("*a*\n\n" * 25_000)
    assert rendered.html.startswith("<p>*a*</p>\n<p>*a*</p>")
    assert rendered.is_plain


def test_a_lone_half_of_a_character_harms_nothing() -> None:
    assert render("a\ud83db").html == "<p>a\ufffdb</p>"


def test_stored_html_is_shown_as_it_is() -> None:
    assert stored("<p>a</p>").__html__() == "<p>a</p>"
