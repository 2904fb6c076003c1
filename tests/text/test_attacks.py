"""Nothing a member types runs, asks or disguises anything on a reader's screen."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.text import render
from app.text.child.sanitizer import make_cleaner
from app.text.rendering.paragraphs import paragraphs
from tests.text.html_of import html_of
from tests.text.safety import assert_allowed, assert_safe

pytestmark = pytest.mark.no_app

ATTACKS = Path(__file__).parent / "attacks"
ATTEMPTS = [
    pytest.param(attempt, id=f"{file.stem}-{number}")
    for file in sorted(ATTACKS.glob("*.md"))
    for number, attempt in enumerate(file.read_text().split("\n\n"))
]
BLANKS = (
    " ",
    "    ",
    "\n",
    "\n\n",
    "# ",
    "> ",
    "- ",
    "1. ",
    "```\n",
    "\n---\n",
    "\x02",
    "\x03",
    "\u202e",
)
PIECES = [*BLANKS, *(Path(__file__).parent / "pieces.txt").read_text().splitlines()]


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_an_attack_ends_as_text(attempt: str) -> None:
    assert_safe(html_of(attempt, "lea"))
    assert_safe(paragraphs(attempt))


@pytest.mark.parametrize("file", sorted(ATTACKS.glob("*.md")), ids=lambda file: file.stem)
def test_all_attacks_of_a_kind_at_once_end_as_text(file: Path) -> None:
    rendered = render(file.read_text(), handles=["lea"])
    assert not rendered.is_plain
    assert_safe(rendered.html)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_mixture_of_marks_is_dangerous(typed: str) -> None:
    assert_safe(render(typed, handles=["lea"]).html)


@settings(deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=300))
def test_no_text_is_dangerous(typed: str) -> None:
    assert_safe(render(typed).html)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_last_gate_alone_lets_nothing_through(attempt: str) -> None:
    assert_allowed(make_cleaner()(attempt))
