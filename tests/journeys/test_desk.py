"""A guest's way through the desk, on a phone, from the link to the comments of others, live."""

import io
import itertools
import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from app.core import clock
from app.core.viewer import Right
from scripts.demo_site import Site
from tests.journeys.conftest import Arrive, Browsers
from tests.journeys.people import DESK, PHONE, Person, post_saying, wait_until_awake
from tests.journeys.rights import let_hold

_GUESTS = itertools.count(1)
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


def _comes_in(browsers: Browsers, link: str) -> Person:
    """Open an account as somebody does who has got a link and nothing else."""
    context = browsers(**PHONE)
    number = 9000 + next(_GUESTS)
    guest = Person(name="Jeanne Invitée", number=number, context=context, page=context.new_page())
    page = guest.page
    page.goto(link)
    page.get_by_role("link", name="Rejoignez-nous").click()
    page.get_by_label("Votre nom, tel que").fill(guest.name)
    page.get_by_label("Adresse e-mail").fill(guest.email)
    page.get_by_role("textbox", name="Mot de passe").fill(guest.password)
    page.get_by_label("J’accepte les règles").check()
    page.get_by_role("main").get_by_role("button", name="Ouvrir mon compte").click()
    return guest


def _chooses_a_cover(page: Page) -> None:
    data = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(data, "PNG")
    file = FilePayload(name="fete.png", mimeType="image/png", buffer=data.getvalue())
    page.locator("[data-cover] input[type=file]").set_input_files(files=[file])
    expect(page.locator("[data-cover] img")).to_be_visible()
    page.get_by_label("Ce que l’on voit sur l’image").fill("Un barnum bleu-vert sous la pluie.")


def _is_published_by_the_clock(editor: Person) -> None:
    """Schedule the article for the next minute but one, and wait until everybody reads it."""
    moment = clock.now().astimezone(ZoneInfo("Europe/Paris")) + timedelta(minutes=1, seconds=5)
    page = editor.page
    page.get_by_text("Publier plus tard").first.click()
    page.get_by_label("Quand").fill(moment.strftime("%Y-%m-%dT%H:%M"))
    _presses(page, "Publier plus tard", "Programmé")
    for _try in range(90):
        page.goto("/blog")
        if page.get_by_text("Comment nous avons sauvé la fête").count():
            return
        page.wait_for_timeout(2000)
    pytest.fail("The clock published nothing.")


def test_a_guest_is_invited_helped_and_published(
    arrive: Arrive, browsers: Browsers, live_server: Site
):
    editor = arrive("Claire Relit", DESK)
    let_hold(live_server, editor.handle, Right.BLOG_EDIT)
    editor.goes_to("/redaction/invitations")
    editor.page.get_by_role("button", name="Créer une invitation").click()
    said = editor.page.locator(".copy-line").first.inner_text()

    guest = _comes_in(browsers, re.sub(r"^https?://[^/]+", "", said))
    guest.page.get_by_role("button", name="Commencer mon article").click()
    wait_until_awake(guest.page)
    _chooses_a_cover(guest.page)
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
    _is_published_by_the_clock(editor)

    guest.goes_to("/blog")
    guest.page.get_by_role("link", name="Comment nous avons sauvé la fête").first.click()
    expect(guest.page.get_by_text("Le 14 juin")).to_be_visible()
    expect(guest.page.get_by_alt_text("Un barnum bleu-vert")).to_be_visible()
    _is_liked_and_commented_live(arrive("Paul Lecteur", DESK), guest.page)


def _is_liked_and_commented_live(reader: Person, page: Page) -> None:
    """Read an article, like it and comment on it, while its author looks at it."""
    wait_until_awake(page)
    reader.goes_to(page.url)
    likes = page.locator("[data-hosted] .like-count")
    expect(likes).to_have_text("0")
    reader.page.locator("[data-hosted]").get_by_role("button", name="J’aime").click()
    expect(likes).to_have_text("1")
    reader.answers("Bravo, quelle belle histoire !")
    expect(post_saying(page, "quelle belle histoire")).to_be_visible()
