"""One connection for all tabs of a browser, for one person at a time."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Arrive, new_person
from tests.journeys.people import badge, go_to, post_saying

HOLDS = (
    "() => performance.getEntriesByType('resource').some((one) => /vendor.socket/.test(one.name))"
)
TABS = 9


def test_ten_tabs_hold_one_socket_and_all_hear_everything(arrive: Arrive):
    asker, helper = arrive("Odile Marchand"), arrive("Karim Benali")
    sockets: list[str] = []
    asker.context.on("page", lambda page: page.on("websocket", lambda one: sockets.append(one.url)))
    asker.page.on("websocket", lambda one: sockets.append(one.url))
    unopened = asker.asks("Qui connaît un pâtissier patient ?")
    address = asker.asks("Qui connaît un traiteur patient ?")
    tabs = [asker.tab(address if number % 3 else "/groupes") for number in range(TABS)]
    helper.goes_to(unopened)
    helper.answers("Celui de la rue des Fours.")
    helper.goes_to(address)

    helper.answers("Celui de la rue des Halles.")

    for number, tab in enumerate(tabs):
        if number % 3:
            expect(post_saying(tab, "rue des Halles")).to_have_count(1)
        else:
            expect(badge(tab)).to_have_text("1")  # the other is read where it shows
    assert not sockets, "pages hold none: their worker does"
    assert not any(tab.evaluate(HOLDS) for tab in tabs)


def test_the_others_hear_on_when_tabs_close(arrive: Arrive):
    asker, helper = arrive("Odile Marchand"), arrive("Karim Benali")
    address = asker.asks("Qui connaît un vannier patient ?")
    first, last = asker.tab(address), asker.tab(address)
    first.close()
    asker.page.close()
    helper.goes_to(address)
    helper.answers("Celui de la rue des Saules.")
    expect(post_saying(last, "rue des Saules")).to_have_count(1)


def test_signing_out_in_one_tab_ends_all(arrive: Arrive):
    member = arrive("Odile Marchand")
    elsewhere = member.tab("/groupes")
    member.goes_to("/questions")
    member.page.locator("details.account-menu summary").click()
    member.page.get_by_role("button", name="Se déconnecter").click()
    expect(_toast(elsewhere, "Votre session est terminée")).to_be_visible()


def test_a_tab_left_open_hears_nothing_of_whoever_signs_in_next(arrive: Arrive):
    former, helper = arrive("Odile Marchand"), arrive("Karim Benali")
    left_open = former.tab("/groupes")
    former.context.request.post("/deconnexion")
    now = new_person(former.context, "Georges Nunez")
    helper.goes_to(now.asks("Qui connaît un potier patient ?"))
    go_to(now.page, "/groupes")
    helper.answers("Celui de la rue des Fours.")
    expect(badge(now.page)).to_have_text("1")
    # Whichever it learns first: that nobody is signed in, or that somebody else is.
    expect(_toast(left_open, re.compile("autre compte|session est terminée"))).to_be_visible()
    expect(badge(left_open)).to_have_count(0)


def _toast(page: Page, words: str | re.Pattern[str]) -> Locator:
    """Return the message that says this."""
    return page.locator(".toast").filter(has_text=words)
