"""Two people become friends, one on a phone, one without scripts, and are marked for each other."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Arrive
from tests.journeys.people import PHONE, badge


def test_asking_on_a_phone_is_heard_at_once_and_answered_without_scripts(arrive: Arrive):
    asker = arrive("Solange Petit", PHONE)
    asked = arrive("Mehdi Roussel")
    plain = arrive("Awa Diop", java_script_enabled=False)

    asked.goes_to("/")
    asker.goes_to(f"/membres/{asked.handle}")
    main = asker.page.get_by_role("main")
    main.get_by_text("Devenir ami·e·s").click()
    main.get_by_label("Un mot pour l’accompagner").fill("On s’est vus au forum.")
    main.get_by_role("button", name="Envoyer la demande").click()
    expect(main.get_by_text("Votre demande est envoyée. Mehdi")).to_be_visible()
    expect(badge(asked.page)).to_have_text("1")

    asked.goes_to("/amis")
    expect(asked.page.get_by_text("On s’est vus au forum.")).to_be_visible()
    asked.page.get_by_role("button", name="Accepter").click()
    expect(asked.page.get_by_text("Solange Petit et vous êtes maintenant")).to_be_visible()
    expect(badge(asked.page)).to_be_hidden()

    expect(badge(asker.page)).to_have_text("1")
    asker.page.locator(".toast").get_by_role("link").click()
    expect(asker.page).to_have_url(re.compile(f"/membres/{asked.handle}"))
    expect(badge(asker.page)).to_be_hidden()
    asker.goes_to("/amis")
    expect(asker.page.get_by_role("main").get_by_role("link", name="Mehdi Roussel")).to_be_visible()

    plain.goes_to(f"/membres/{asker.handle}")
    plain.page.get_by_text("Devenir ami·e·s").click()
    plain.page.get_by_role("button", name="Envoyer la demande").click()
    expect(plain.page.get_by_text("Votre demande est envoyée.")).to_be_visible()
    plain.page.get_by_text("Retirer ma demande").click()
    plain.page.get_by_role("button", name="Oui, la retirer").click()
    expect(plain.page.get_by_text("Votre demande est retirée.")).to_be_visible()
