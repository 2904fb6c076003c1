"""Coming in: sign-up, the letter that confirms, a forgotten password, other devices."""

import re

from playwright.sync_api import Page, expect

from scripts.demo_site import Site
from tests.journeys.conftest import Arrive, Browsers
from tests.journeys.letters import link_of_letter
from tests.journeys.people import PASSWORD, PHONE, Person, confirms


def test_a_letter_confirms_the_address(arrive: Arrive, live_server: Site):
    person = arrive("Yvonne Leroy", PHONE)
    person.goes_to("/questions")
    expect(person.page.get_by_text("Confirmez votre adresse")).to_be_visible()

    confirms(person, live_server.data_dir)

    person.goes_to("/questions")
    expect(person.page.get_by_text("Confirmez votre adresse")).to_have_count(0)


def test_a_forgotten_password_is_replaced(arrive: Arrive, browsers: Browsers, live_server: Site):
    person, page = arrive("Yvonne Leroy"), browsers(**PHONE).new_page()
    page.goto("/connexion")
    page.get_by_role("link", name="J’ai oublié").click()
    page.get_by_label("Adresse e-mail").fill(person.email)
    page.get_by_role("button", name="M’envoyer le lien").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Regardez vos e-mails")

    page.goto(link_of_letter(live_server.data_dir, person.email, "mot de passe"))
    page.get_by_role("textbox", name="mot de passe").fill("une brouette sans roue")
    page.get_by_role("button", name="Choisir ce mot de passe").click()

    page.goto("/parametres")
    expect(page.get_by_label("Votre nom, tel que")).to_have_value("Yvonne Leroy")
    person.goes_to("/parametres")
    expect(person.page).to_have_url(re.compile("/connexion"))


def test_another_device_is_signed_out_with_its_socket(arrive: Arrive, browsers: Browsers):
    person, other = arrive("Yvonne Leroy"), browsers(**PHONE).new_page()
    sign_in(other, person)
    expect(other.locator("body[data-live]")).to_be_attached()
    other.wait_for_timeout(500)

    person.goes_to("/parametres/sessions")
    person.page.get_by_role("button", name="Déconnecter tous les autres").click()

    expect(person.page.get_by_role("button", name="Déconnecter")).to_have_count(0)
    expect(other.get_by_role("link", name="Votre session est terminée")).to_be_visible()
    other.goto("/notifications")
    expect(other).to_have_url(re.compile("/connexion"))


def sign_in(page: Page, person: Person) -> None:
    """Come in by the door."""
    page.goto("/connexion?next=/questions")
    page.get_by_label("Adresse e-mail").fill(person.email)
    page.get_by_role("textbox", name="Mot de passe").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    page.wait_for_url("**/questions")
