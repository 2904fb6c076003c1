"""No text of the allowed length makes anybody wait."""

import pytest

from app.text import (
    Rendered,
    mentioned_handles,
    normalise,
    plain,
    render,
    search_text,
)
from tests.text.hostile import HOSTILE
from tests.text.ordinary import POST
from tests.text.safety import assert_safe
from tests.text.timing import in_time, once

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


def test_a_long_ordinary_text_keeps_its_formatting() -> None:
    text = (POST * 60)[:20_000]
    assert once(lambda: not render(text, handles=["lea"]).is_plain)
