"""Half a minute in a tunnel: nothing lost, nothing twice, in order."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from scripts.demo_site import Site
from tests.journeys.conftest import Arrive
from tests.journeys.line import Line, line_to
from tests.journeys.people import PHONE, post_saying

ANSWERS = [f"Réponse {word} du tunnel." for word in ("une", "deux", "trois")]
LOST = "La connexion est perdue"
LONG_SECONDS = 30
HEARD = """
  window.heard = [];
  document.addEventListener("notice:taken", (event) => heard.push(event.detail.seq));
"""


@pytest.fixture
def line(live_server: Site) -> Iterator[Line]:
    """Return a line to the site that can be cut."""
    with line_to(live_server.url) as line:
        yield line


def test_what_came_during_a_tunnel_shows_once_and_in_order(arrive: Arrive, line: Line):
    asker, helper = arrive("Georges Nunez", PHONE, base_url=line.url), arrive("Fatou Sarr")
    asker.context.add_init_script(HEARD)
    address = asker.asks("Où emprunter des barnums pour un dimanche ?").removeprefix(line.url)
    elsewhere = asker.tab("/groupes")
    elsewhere.wait_for_timeout(1_000)

    line.cut()
    expect(asker.page.get_by_text(LOST)).to_be_visible(timeout=7_000)
    helper.goes_to(address)
    for answer in ANSWERS:
        helper.answers(answer)
        helper.page.wait_for_timeout(1_000 * (LONG_SECONDS - 7) / len(ANSWERS))
    expect(post_saying(asker.page, ANSWERS[0])).to_have_count(0)
    line.mend()

    expect(asker.page.get_by_text(LOST)).to_be_hidden(timeout=15_000)
    expect(post_saying(asker.page, ANSWERS[-1])).to_be_attached()
    asker.page.wait_for_timeout(2_500)  # for what would come a second time
    texts = asker.page.locator(".post-body").all_inner_texts()
    assert [text.strip() for text in texts if "tunnel" in text] == ANSWERS
    assert elsewhere.evaluate("window.heard") == [1, 2, 3]
