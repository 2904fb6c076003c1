"""No text of the allowed length makes anybody wait."""

import time

import pytest

from app.text import mentioned_handles, normalise, plain, render, search_text
from tests.text.hostile import HOSTILE
from tests.text.ordinary import POST
from tests.text.safety import assert_safe

pytestmark = pytest.mark.no_app

PROMISE_SECONDS = 0.5
"""Of the product, for any text of 20,000 characters. It is what is tested here, not a guess."""


@pytest.fixture(autouse=True, scope="module")
def _is_started() -> None:
    """Have the process started: that is not what is measured."""
    render("*")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_answered_in_time(name: str) -> None:
    start = time.perf_counter()
    rendered = render(HOSTILE[name], handles=["lea"])
    assert time.perf_counter() - start < PROMISE_SECONDS
    assert rendered.html
    assert_safe(rendered.html)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_in_time_outside_the_process(name: str) -> None:
    start = time.perf_counter()
    text = normalise(HOSTILE[name])
    mentioned_handles(text)
    search_text(text)
    plain(text, limit=200)
    assert time.perf_counter() - start < PROMISE_SECONDS


def test_the_worst_of_them_are_shown_as_typed() -> None:
    for name in ("brackets", "links begun", "pictures"):
        assert render(HOSTILE[name]).is_plain


def test_a_long_ordinary_text_keeps_its_formatting() -> None:
    text = (POST * 60)[:20_000]
    rendered = render(text, handles=["lea"])
    assert not rendered.is_plain
    assert rendered.html.count('class="mention"') == text.count("@lea")
