"""Keyboards, tired eyes, upset stomachs, and paper."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Arrive
from tests.journeys.people import DESK, PHONE, THREAD, ZOOMED, go_to

PAGES = (
    "/",
    "/questions",
    "/questions/15",
    "/questions/nouvelle",
    "/groupes",
    "/notifications",
    "/parametres",
    "/recherche?q=assurance",
    "/parametres/notifications",
)
FOCUS_SHOWS = """() => {
  const focused = document.activeElement;
  const rings = [undefined, "::after"].map((part) => getComputedStyle(focused, part));
  return rings.some((ring) => ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2);
}"""
CUT = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element);
  const isCut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
  const hides = ["hidden", "clip"].includes(style.overflowX) && style.position !== "absolute";
  return isCut && hides && element.textContent.trim() !== "";
}).map((element) => element.outerHTML.slice(0, 120))"""
NOTHING_CUT: dict[str, tuple[int, list[str]]] = {address: (0, []) for address in PAGES}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_question_is_asked_by_keyboard_alone(arrive: Arrive):
    page = arrive("Paulette Simon").page
    go_to(page, "/questions")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, "Poser une question")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/nouvelle")
    page.locator("html[data-awake]").wait_for(state="attached")

    tab_to(page, "Titre")
    page.keyboard.type("Peut-on poser une question au clavier ?")
    tab_to(page, "Votre texte")
    page.keyboard.type("Sans souris, avec patience.")
    tab_to(page, "Publier")
    page.keyboard.press("Enter")

    page.wait_for_url(THREAD)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Peut-on poser une question au clavier ?"
    )


def test_a_menu_opens_and_closes_by_keyboard(arrive: Arrive):
    page = arrive("Paulette Simon").page
    go_to(page, "/questions")
    tab_to(page, "Mon compte")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Paramètres")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS_SHOWS)

    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name="Paramètres")).to_be_hidden()
    assert "Mon compte" in page.evaluate("document.activeElement.textContent")


@pytest.mark.parametrize("device", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_is_cut_in_letters_twice_as_large(
    arrive: Arrive, large_letters: Browser, base_url: str, device: dict[str, Any]
):
    person = arrive("Paulette Simon-de la Villardière")
    state = person.context.storage_state()
    context = large_letters.new_context(**device, base_url=base_url, storage_state=state)

    assert what_is_cut(context.new_page()) == NOTHING_CUT


WORD = 50
"""Pixels of the narrowest word of the bar, in letters larger than usual."""


def test_the_bar_under_the_thumb_keeps_its_words_in_letters_twice_as_large(
    large_letters: Browser, base_url: str
):
    page = large_letters.new_context(**PHONE, base_url=base_url, locale="fr-FR").new_page()
    go_to(page, "/questions")
    words = page.locator(".tab-bar .nav-link > span:last-of-type")

    shown = {word.inner_text(): word.bounding_box() for word in words.all()}

    assert [*shown] == ["Accueil", "Questions", "Demander", "Groupes", "Se connecter"]
    out_of_sight = [
        word
        for word, box in shown.items()
        if not box or box["width"] < WORD or not 0 <= box["x"] <= PHONE["viewport"]["width"] - WORD
    ]
    assert out_of_sight == []
    page.context.close()


def test_nothing_is_cut_when_all_is_twice_as_large(arrive: Arrive):
    person = arrive("Paulette Simon-de la Villardière", ZOOMED)

    assert what_is_cut(person.page) == NOTHING_CUT


def what_is_cut(page: Page) -> dict[str, tuple[int, list[str]]]:
    """Return, of each page, by how much it is too wide, and which words are cut."""
    found = {}
    for address in PAGES:
        go_to(page, address)
        found[address] = (page.evaluate(TOO_WIDE), page.evaluate(CUT))
    return found


def test_nothing_moves_for_those_whom_it_upsets(arrive: Arrive):
    page = arrive("Paulette Simon", PHONE, reduced_motion="reduce").page
    go_to(page, "/questions/15")
    page.locator("summary").first.click()

    moving = page.evaluate(
        """() => document.getAnimations()
          .filter((one) => one.effect.getComputedTiming().duration > 1).length"""
    )
    assert moving == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_a_thread_prints_its_words_and_nothing_else(arrive: Arrive):
    page = arrive("Paulette Simon").page
    go_to(page, "/questions/15")
    page.emulate_media(media="print", color_scheme="dark")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".post-body").first).to_be_visible()
    for hidden in ("banner", "contentinfo", "complementary", "button"):
        expect(page.get_by_role(hidden).locator("visible=true")).to_have_count(0)
    assert page.pdf(format="A4").startswith(b"%PDF")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something of this name has the focus, which shows all the way."""
    for _press in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_SHOWS), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate(NAMED, name):
            return
    pytest.fail(f"Nothing called “{name}” takes the focus.")


NAMED = """(name) => {
  const element = document.activeElement;
  const label = element.labels?.[0]?.textContent ?? element.textContent;
  return label.includes(name);
}"""
