"""Who else is here: writing, reading along, and unseen by choice."""

from playwright.sync_api import expect

from tests.journeys.conftest import Arrive
from tests.journeys.people import PHONE, Person, post_saying

_A_WHILE = 4_000  # longer than it takes to show who writes


def types(person: Person, words: str) -> None:
    """Write in the place for an answer, key by key."""
    person.page.locator("#repondre").get_by_role("textbox").press_sequentially(words, delay=30)


def test_who_writes_is_named_and_gone_once_it_is_published(arrive: Arrive):
    asker, helper = arrive("Odile Marchand", PHONE), arrive("Karim Benali")
    helper.goes_to(asker.asks("Qui peut prêter une remorque ?"))
    here = asker.page.locator("[data-typing]")
    expect(asker.page.locator("[data-readers]")).to_have_text("2 personnes lisent ce fil")
    types(helper, "Moi, samedi.")
    expect(here).to_have_text("Karim Benali écrit…")
    helper.page.locator("#repondre").get_by_role("button", name="Publier").click()
    expect(post_saying(asker.page, "Moi, samedi.")).to_be_attached()
    expect(here).to_have_text("")


def test_who_chose_not_to_be_seen_is_not(arrive: Arrive):
    asker, helper = arrive("Odile Marchand"), arrive("Karim Benali", PHONE)
    address = asker.asks("Qui peut prêter un diable ?")
    helper.goes_to("/parametres/preferences")
    helper.page.get_by_label("Montrer que je suis là").uncheck()
    helper.page.get_by_role("button", name="Enregistrer").click()
    helper.goes_to(address)
    types(helper, "Moi, dimanche.")
    asker.page.wait_for_timeout(_A_WHILE)
    expect(asker.page.locator("[data-typing]")).to_have_text("")
    expect(asker.page.locator("[data-readers]")).to_have_text("")


def test_a_solution_and_a_new_title_show_above_the_thread(arrive: Arrive):
    asker, helper = arrive("Odile Marchand"), arrive("Karim Benali", PHONE)
    address = asker.asks("Qui peut prêter un vidéoprojecteur ?")
    helper.goes_to(address)
    helper.answers("La médiathèque, gratuitement.")
    theirs = post_saying(asker.page, "La médiathèque")
    theirs.get_by_role("button", name="C’est la solution").click()
    expect(helper.page.locator("[data-thread-marks]")).to_contain_text("Résolu")
    pointer = helper.page.get_by_role("link", name="Résolu par Karim Benali")
    expect(pointer).to_be_visible()


def test_a_paused_thread_stands_still_and_says_how_much_waits(arrive: Arrive):
    asker, helper = arrive("Odile Marchand"), arrive("Karim Benali")
    helper.goes_to(asker.asks("Qui peut prêter une échelle ?"))
    pause = asker.page.locator("[data-live-pause]")
    pause.click()
    helper.answers("Moi, quand vous voulez.")
    expect(pause).to_contain_text("1 nouveauté attend")
    expect(post_saying(asker.page, "quand vous voulez")).to_have_count(0)
    pause.click()
    expect(post_saying(asker.page, "quand vous voulez")).to_be_visible()
