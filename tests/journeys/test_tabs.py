"""One person in many tabs: each has a socket of its own, and all say the same."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Arrive, new_person
from tests.journeys.people import badge, go_to, post_saying

TABS = 9


def test_ten_tabs_all_hear_everything(arrive: Arrive):
    asker, helper = arrive("Odile Marchand"), arrive("Karim Benali")
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


def test_reading_in_one_tab_clears_the_badge_in_all(arrive: Arrive):
    asker, helper = arrive("Odile Marchand"), arrive("Karim Benali")
    address = asker.asks("Qui connaît un vannier patient ?")
    tabs = [asker.tab(place) for place in ("/groupes", "/questions", "/notifications")]
    helper.goes_to(address)
    helper.answers("Celui de la rue des Saules.")
    for tab in tabs:
        expect(badge(tab)).to_have_text("1")
    go_to(tabs[0], address)
    for tab in tabs:
        expect(badge(tab)).to_have_count(0)


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
