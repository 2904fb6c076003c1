"""The main job: somebody asks, somebody answers, and both hear of it at once."""

from playwright.sync_api import expect

from tests.journeys.conftest import Arrive
from tests.journeys.people import PHONE, badge, post_saying

ANSWER = "La mutuelle de la fédération couvre les bénévoles d’un jour."
SECOND = "Et demandez l’attestation par écrit."


def test_the_asker_hears_of_an_answer_at_once(arrive: Arrive):
    asker, helper = arrive("Odile Marchand", PHONE), arrive("Karim Benali")
    helper.goes_to(asker.asks("Qui assure les bénévoles d’un seul jour ?"))
    asker.goes_to("/questions")

    helper.answers(ANSWER)
    expect(badge(asker.page)).to_have_text("1")
    toast = asker.page.locator(".toast").filter(has_text="Karim Benali")
    expect(toast).to_be_visible()
    toast.get_by_role("link").click()
    expect(post_saying(asker.page, ANSWER)).to_be_in_viewport()
    expect(badge(asker.page)).to_have_count(0)

    helper.answers(SECOND)
    expect(post_saying(asker.page, SECOND)).to_be_attached()


def test_the_helper_sees_the_thanks_at_once(arrive: Arrive):
    asker, helper = arrive("Odile Marchand", PHONE), arrive("Karim Benali")
    helper.goes_to(asker.asks("Faut-il déclarer une buvette d’un après-midi ?"))
    helper.answers(ANSWER)
    elsewhere = helper.tab("/groupes")
    theirs, ours = post_saying(asker.page, ANSWER), post_saying(helper.page, ANSWER)

    theirs.get_by_role("button", name="J’aime").click()
    expect(ours.locator(".like-count")).to_have_text("1")

    theirs.get_by_role("button", name="C’est la solution").click()
    expect(ours.get_by_text("Solution", exact=True)).to_be_visible()
    expect(elsewhere.locator(".toast").filter(has_text="choisi votre réponse")).to_have_count(1)
