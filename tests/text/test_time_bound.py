"""No text of the allowed length makes anybody wait."""

import time

import pytest

from app.text import (
    Rendered,
    mentioned_handles,
    normalise,
    plain,
    render,
    search_text,
)
from app.text.workers import MARGIN_SECONDS, PATIENCE_SECONDS
from tests.text.hostile import HOSTILE
from tests.text.html_of import html_of
from tests.text.ordinary import POST
from tests.text.safety import assert_safe
from tests.text.timing import in_time

pytestmark = pytest.mark.no_app

PROMISE = 0.5
"""Seconds the product promises, for any text of 20,000 characters; not a guess about a machine."""


@pytest.fixture(autouse=True, scope="module")
def _is_started() -> None:
    """Have the process started: that is not what is measured."""
    render("*")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_answered_in_time(name: str) -> None:
    rendered: list[Rendered] = []
    assert in_time(lambda: rendered.append(render(HOSTILE[name], handles=["lea"])), seconds=PROMISE)
    assert rendered[-1].html
    assert_safe(rendered[-1].html[:10_000])


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_in_time_outside_the_process(name: str) -> None:
    def read() -> None:
        text = normalise(HOSTILE[name])
        mentioned_handles(text)
        search_text(text)
        plain(text, limit=200)

    assert in_time(read, seconds=PROMISE)


def test_the_worst_of_them_are_shown_as_typed() -> None:
    for name in ("brackets", "links begun", "pictures"):
        assert render(HOSTILE[name]).is_plain


def test_a_long_ordinary_text_fits_into_its_time() -> None:
    text = (POST * 60)[:20_000]
    start = time.process_time()  # of the processor: other work does not count
    html = html_of(text, "lea")
    assert time.process_time() - start < PATIENCE_SECONDS - MARGIN_SECONDS
    assert html.count('class="mention"') == text.count("@lea")
