"""No text of the allowed length makes anybody wait."""

import pytest

from app.text import (
    Rendered,
    mentioned_handles,
    normalise,
    plain,
    render,
    search_text,
    workers,
)
from app.text.workers import MARGIN_SECONDS, PATIENCE_SECONDS, worker
from tests.text.hostile import HOSTILE
from tests.text.ordinary import POST
from tests.text.safety import assert_safe
from tests.text.timing import cpu, cpu_of, grows_gently

pytestmark = pytest.mark.no_app

PROMISE = 0.5
"""Seconds the product promises, for any text of 20,000 characters; not a guess about a machine.

Those of the processor are counted here, so that other work does not count: `bench.text_rendering`
looks at the clock. What waits is covered by `test_workers`: nobody waits beyond the patience.
"""


@pytest.fixture(autouse=True, scope="module")
def _is_started() -> None:
    """Have the process started: that is not what is measured."""
    render("*")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_formatted_or_shown_as_typed_at_little_cost(name: str) -> None:
    rendered: list[Rendered] = []
    child = worker().process_id or 0
    used = cpu_of(child)
    here = cpu(lambda: rendered.append(render(HOSTILE[name], handles=["lea"])))
    is_alive = worker().process_id == child  # one that was killed has used its patience at most
    assert here + (cpu_of(child) - used if is_alive else PATIENCE_SECONDS) < PROMISE
    assert rendered[0].html
    assert_safe(rendered[0].html[:10_000])


@pytest.mark.parametrize("name", HOSTILE)
def test_what_reads_a_hostile_text_outside_the_process_grows_gently(name: str) -> None:
    def read(source: str) -> None:
        text = normalise(source)
        mentioned_handles(text)
        search_text(text)
        plain(text, limit=200)

    assert grows_gently(read, HOSTILE[name])


def test_the_worst_of_them_are_shown_as_typed() -> None:
    for name in ("brackets", "links begun", "pictures"):
        assert render(HOSTILE[name]).is_plain


def test_a_long_ordinary_text_fits_into_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    render("*")
    child = worker().process_id or 0
    with monkeypatch.context() as patch:
        patch.setattr(workers, "PATIENCE_SECONDS", 30)  # so that only the processor counts
        used = cpu_of(child)
        text = (POST * 60)[:20_000]
        rendered = render(text, handles=["lea"])
        assert cpu_of(child) - used < PATIENCE_SECONDS - MARGIN_SECONDS
    assert rendered.html.count('class="mention"') == text.count("@lea")
