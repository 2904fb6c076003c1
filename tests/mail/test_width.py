"""Every letter fits a telephone, whatever the words in it: nothing to scroll sideways."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page

from app.core.i18n import LANGUAGES
from app.mail.messages.message import written
from app.mail.shapes import Address
from tests.tree import ROOT

LETTERS = sorted(
    folder.name for folder in (ROOT / "templates" / "mail").iterdir() if folder.is_dir()
)
NAME = "M" * 60
PATH = "/mot-de-passe/" + "W" * 120
LINE = {
    "title": "W" * 150,
    "text": f"« {NAME} » a répondu à votre question « {'W' * 150} ».",
    "url": f"/questions/1-{'w' * 60}",
    "why": f"Règle 4 : {NAME}",
    "facts": NAME,
}
CONTEXT = {
    "path": PATH,
    "email": f"{NAME}@{NAME}.exemple.test",
    "lasts": timedelta(days=7),
    "title": LINE["text"],
    "lines": [LINE, LINE],
    "more": 12,
    "parts": [{"title": NAME, "lines": [LINE, LINE]}],
    "is_last": True,
}
"""What any letter needs; a letter that needs more fails here until it stands here."""
WIDTH = 360
STICKS_OUT = """() => [...document.querySelectorAll("body *")]
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
  .map((element) => element.outerHTML.slice(0, 90))"""


def _html(letter: str, language: str) -> str:
    """Return a letter full of words without an end."""
    to = Address(email="lea@exemple.test", name=NAME, language=language)
    return written(to, letter, {"stop_path": f"/lettres/arreter/{'W' * 90}", **CONTEXT}).html


def test_there_are_letters():
    assert {"confirm", "notices", "weekly"} <= set(LETTERS)


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_is_no_wider_than_a_telephone(page: Page, letter: str):
    page.set_viewport_size({"width": WIDTH, "height": 740})
    for language in LANGUAGES:
        page.set_content(_html(letter, language))
        assert page.evaluate(STICKS_OUT) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_fits_when_all_is_twice_as_large(page: Page, letter: str):
    page.set_viewport_size({"width": WIDTH // 2, "height": 370})
    page.set_content(_html(letter, "fr"))
    assert page.evaluate(STICKS_OUT) == []
