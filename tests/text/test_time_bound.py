"""No text of the allowed length makes anybody wait."""

import pytest

from app.text import mentioned_handles, normalise, plain, render, search_text
from app.text.blocks import parse
from app.text.rendering import workers
from tests.text.hostile import HOSTILE
from tests.text.ordinary import POST
from tests.text.safety import assert_safe
from tests.text.timing import grows_gently

pytestmark = pytest.mark.no_app

# How long nobody waits beyond is covered by `test_workers`; `python -m bench texts` looks at the
# clock and holds every text of 20,000 characters against the half second that is promised.


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_formatted_or_shown_as_typed(name: str) -> None:
    rendered = render(HOSTILE[name], handles=["lea"])
    assert rendered.html
    assert_safe(rendered.html[:10_000])


@pytest.mark.parametrize("name", HOSTILE)
def test_what_reads_a_hostile_text_outside_the_process_grows_gently(name: str) -> None:
    def read(source: str) -> None:
        text = normalise(source)
        parse(text)
        mentioned_handles(text)
        search_text(text)
        plain(text, limit=200)

    assert grows_gently(read, HOSTILE[name])


def test_the_worst_of_them_are_shown_as_typed() -> None:
    for name in ("brackets", "links begun", "pictures"):
        assert render(HOSTILE[name]).is_plain


def test_a_long_ordinary_text_is_formatted_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "PATIENCE_SECONDS", 30)  # this machine may be busy
    text = (POST * 60)[:20_000]
    rendered = render(text, handles=["lea"])
    assert rendered.html.count('class="mention"') == text.count("@lea")
