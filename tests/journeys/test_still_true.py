"""Is it still true? Somebody who asked and somebody who helps, side by side, a year later."""

import re

from playwright.sync_api import expect

from scripts.demo_site import Site
from tests.journeys.checking import let_check_come
from tests.journeys.conftest import Arrive
from tests.journeys.people import PHONE, Person, post_saying

ANSWER = "Sous quinze cents euros, il n’y a rien à déclarer."
REASON = "Depuis mai, tout se déclare en ligne."


def _solved(asker: Person, helper: Person) -> str:
    """Ask, answer and choose; return the address of the thread."""
    thread = asker.asks("Faut-il déclarer notre loto ?")
    helper.goes_to(thread)
    helper.answers(ANSWER)
    asker.goes_to(thread)
    post_saying(asker.page, ANSWER).get_by_role("button", name="C’est la solution").click()
    expect(post_saying(asker.page, ANSWER).get_by_text("Solution", exact=True)).to_be_visible()
    return thread


def test_what_a_helper_finds_shows_at_once_to_who_asked(arrive: Arrive, live_server: Site):
    asker, helper = arrive("Odile Marchand", PHONE), arrive("Karim Benali")
    thread = _solved(asker, helper)
    let_check_come(live_server, re.findall(r"/questions/(\d+)", thread)[0])
    asker.goes_to(thread)
    helper.goes_to(thread)
    theirs, ours = post_saying(asker.page, ANSWER), post_saying(helper.page, ANSWER)
    expect(theirs.get_by_text("devait être vérifiée")).to_be_visible()

    ours.get_by_role("link", name="Dépassée").click()
    helper.page.get_by_label("Qu’est-ce qui a changé").fill(REASON)
    helper.page.get_by_role("button", name="Oui, elle est dépassée").click()
    expect(theirs.get_by_text(REASON)).to_be_visible()
    expect(theirs.get_by_role("link", name="De nouveau vraie")).to_be_visible()
    expect(asker.page.locator("[data-thread-marks]")).to_contain_text("Solution dépassée")

    ours.get_by_role("button", name="Pas dépassée").click()
    expect(theirs.get_by_text(REASON)).to_have_count(0)
    expect(theirs.get_by_text("devait être vérifiée")).to_be_visible()

    ours.get_by_role("link", name="Toujours vraie").click()
    expect(helper.page.get_by_label("Dans 1 an")).to_be_checked()
    helper.page.get_by_role("button", name="Oui, elle est toujours vraie").click()
    expect(theirs.get_by_text("par Karim Benali")).to_be_visible()
    expect(theirs.get_by_role("link", name="Toujours vraie")).to_have_count(0)
    expect(asker.page.locator("[data-thread-marks]")).to_contain_text("Résolu")


def test_choosing_the_day_needs_no_script(arrive: Arrive):
    asker = arrive("Solange Petit", PHONE, java_script_enabled=False)
    helper = arrive("Mehdi Roussel", java_script_enabled=False)
    thread, page = _solved(asker, helper), asker.page

    page.get_by_role("link", name="À vérifier plus tard").click()
    page.get_by_role("radio", name="Un autre jour").check()
    page.get_by_role("textbox", name="Un autre jour").fill("2020-03-03")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Choisissez un jour à venir.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Un autre jour")).to_have_value("2020-03-03")

    page.get_by_role("radio", name="Dans 6 mois").check()
    expect(page.get_by_role("textbox", name="Un autre jour")).to_be_hidden()
    page.get_by_role("button", name="Enregistrer").click()
    expect(post_saying(page, ANSWER).get_by_text("À vérifier le")).to_be_visible()

    helper.goes_to(thread)
    post = post_saying(helper.page, ANSWER)
    expect(post.get_by_text("À vérifier le")).to_be_visible()
    expect(post.get_by_role("link", name="Changer le jour")).to_be_visible()
