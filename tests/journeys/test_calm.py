"""What arrives does not move what is being read or written."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Arrive
from tests.journeys.people import PHONE, post_saying

SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const moved = entry.sources.map(({ node, previousRect, currentRect }) => [
        (node?.outerHTML ?? node?.textContent)?.slice(0, 150),
        JSON.stringify([previousRect, currentRect, Math.round(entry.startTime), scrollY]),
      ]);
      if (entry.value > 0) shifts.push(moved);
    }
  }).observe({ type: "layout-shift", buffered: true });
"""
CARET = """() => {
  const text = document.activeElement;
  return [text.tagName, text.selectionStart, text.getBoundingClientRect().top];
}"""


def shifts(page: Page) -> object:
    """Return what moved by itself on a page, once everything has settled."""
    page.wait_for_timeout(300)
    return page.evaluate("window.shifts")


def test_an_answer_leaves_the_hand_that_writes_where_it_is(arrive: Arrive):
    asker, helper = arrive("Marcel Dubreuil", PHONE), arrive("Inès Haddad")
    asker.context.add_init_script(SHIFTS)
    thread = asker.asks("Qui prête une sono pour la fête des voisins ?")
    helper.goes_to(thread)
    text = asker.page.locator("[data-editor-text]")
    text.fill("Je précise : en plein air.")
    text.press("Home")
    asker.page.wait_for_timeout(2_500)  # until its draft is kept, and the last key long ago
    *where, top = asker.page.evaluate(CARET)

    for number in range(3):
        helper.answers(f"Réponse numéro {number}, avec plusieurs lignes.\n\nEt la suite.")
    expect(post_saying(asker.page, "numéro 2")).to_be_attached()

    assert asker.page.evaluate(CARET) == [
        *where,
        pytest.approx(top, abs=1),
    ]  # pages scroll whole pixels
    assert shifts(asker.page) == []


def test_news_of_all_kinds_shift_nothing(arrive: Arrive):
    asker, helper = arrive("Marcel Dubreuil", PHONE), arrive("Inès Haddad")
    helper.goes_to(asker.asks("Faut-il une licence pour diffuser de la musique ?"))
    asker.context.add_init_script(SHIFTS)
    asker.goes_to("/questions")
    reading = asker.tab("/questions/15")
    reading.mouse.wheel(0, 900)

    helper.answers("Oui, à la Sacem, même pour un seul soir.")
    expect(asker.page.locator(".toast")).to_be_visible()
    helper.goes_to("/questions/15")
    helper.answers("Merci, cela m’a bien servi.")
    expect(post_saying(reading, "bien servi")).to_be_attached()

    assert shifts(asker.page) == []
    assert shifts(reading) == []
