"""A guest's way through the desk, on a phone, from the link to the comments of others, live."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from app.core.viewer import Right
from scripts.demo_site import Site
from tests.journeys.people import DESK, PHONE, Person, post_saying
from tests.journeys.rights import let_hold

Arrive = Callable[..., Person]
BODY = "## La pluie\n\nTout commence à **six heures**.\n\n## La salle\n\nElle était libre."


def _writes(page: Page, body: str) -> None:
    page.get_by_role("textbox", name="Titre").fill("Comment nous avons sauvé la fête")
    page.get_by_role("textbox", name="Résumé").fill("Une fête sous la pluie, et ce qu’on en garde.")
    page.get_by_role("textbox", name="Texte").fill(body)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("C’est gardé.")).to_be_visible()


def _submits(page: Page) -> None:
    page.get_by_role("button", name="Soumettre à la rédaction").click()
    expect(page.get_by_text("Votre article est envoyé à la rédaction.")).to_be_visible()


def _presses(page: Page, name: str, state: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_text(f"dans l’état «\u00a0{state}\u00a0»")).to_be_visible()


def test_a_guest_is_invited_helped_and_published(arrive: Arrive, live_server: Site):
    editor, guest = arrive("Claire Relit", DESK), arrive("Jeanne Invitée", PHONE)
    let_hold(live_server, editor.handle, Right.BLOG_EDIT)
    editor.goes_to("/redaction/invitations")
    editor.page.get_by_role("button", name="Créer une invitation").click()
    said = editor.page.locator(".copy-line").first.inner_text()

    guest.goes_to(re.sub(r"^https?://[^/]+", "", said))
    guest.page.get_by_role("button", name="Commencer mon article").click()
    _writes(guest.page, BODY)
    _submits(guest.page)
    desk = guest.page.url

    editor.finds("/notifications", "text=Comment nous avons sauvé la fête").first.click()
    editor.goes_to(desk)
    _presses(editor.page, "Je le relis", "En relecture")
    editor.page.get_by_text("Demander des changements").first.click()
    editor.page.get_by_role("textbox", name="Ce qu’il faut changer").fill("Ajoutez une date.")
    _presses(editor.page, "Demander des changements", "À reprendre")

    guest.goes_to(desk)
    expect(guest.page.get_by_text("Ajoutez une date.").first).to_be_in_viewport()
    text = guest.page.get_by_role("textbox", name="Texte")
    text.fill(BODY.replace("Tout commence", "Le 14 juin, tout commence"))
    _submits(guest.page)  # what is on the screen, kept before or not

    editor.goes_to(desk)
    _presses(editor.page, "Je le relis", "En relecture")
    _presses(editor.page, "Approuver", "Approuvé")
    _presses(editor.page, "Publier maintenant", "Publié")

    guest.goes_to("/blog")
    guest.page.get_by_role("link", name="Comment nous avons sauvé la fête").first.click()
    expect(guest.page.get_by_text("Le 14 juin")).to_be_visible()
    editor.goes_to(guest.page.url)
    editor.answers("Bravo, quelle belle histoire !")
    expect(post_saying(guest.page, "quelle belle histoire")).to_be_visible()
