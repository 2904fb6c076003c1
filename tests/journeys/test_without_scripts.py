"""The main job once more, in browsers that run no script."""

from playwright.sync_api import expect

from tests.journeys.conftest import Arrive, Browsers
from tests.journeys.people import PASSWORD, PHONE, THREAD, badge, post_saying

ANSWER = "Un simple tableau suffit, tant que chaque dépense a sa pièce."


def test_asking_and_signing_up_in_one_form_needs_no_script(browsers: Browsers):
    page = browsers(java_script_enabled=False, **PHONE).new_page()
    page.goto("/questions")
    page.get_by_role("link", name="Demander").click()

    page.get_by_label("Titre").fill("Qui peut nous prêter un barnum ?")
    page.locator("[data-editor-text]").fill("Pour samedi, près de Nantes.")
    page.get_by_label("Votre nom, tel que").fill("Solange Petit")
    page.get_by_label("Adresse e-mail").fill("solange@example.org")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_label("J’accepte les règles").check()
    page.get_by_role("button", name="Publier et ouvrir mon compte").click()

    expect(page).to_have_url(THREAD)
    expect(page.get_by_role("heading", name="barnum")).to_be_visible()


def test_asking_and_answering_need_no_script(arrive: Arrive):
    asker = arrive("Solange Petit", PHONE, java_script_enabled=False)
    helper = arrive("Mehdi Roussel", java_script_enabled=False)
    thread = asker.asks("Comment tenir la caisse d’une toute petite association ?")

    helper.goes_to(thread)
    helper.answers(ANSWER)
    asker.goes_to("/questions")
    expect(badge(asker.page)).to_have_text("1")
    asker.page.get_by_role("link", name="Notifications").last.click()
    asker.page.get_by_role("main").get_by_role("link", name="Mehdi Roussel").click()

    expect(asker.page).to_have_url(THREAD)
    post = post_saying(asker.page, ANSWER)
    post.get_by_role("button", name="J’aime").click()
    expect(post.locator(".like-count")).to_have_text("1")
    post.get_by_role("button", name="C’est la solution").click()
    expect(post.get_by_text("Solution", exact=True)).to_be_visible()

    expect(helper.finds("/notifications", ".notice.is-unread")).to_have_count(1)
    helper.page.get_by_role("button", name="Tout marquer lu").click()
    expect(helper.page.locator(".notice.is-unread")).to_have_count(0)
    expect(badge(helper.page)).to_have_count(0)


def test_a_preview_and_a_refusal_keep_what_was_typed(arrive: Arrive):
    page = arrive("Solange Petit", PHONE, java_script_enabled=False).page
    page.goto("/questions/nouvelle")
    page.get_by_label("Titre").fill("Court")
    page.get_by_role("textbox", name="Votre texte").fill("Un mot **important**.")

    page.get_by_role("button", name="Voir ce que ça donne").click()
    expect(page.locator(".editor-shown strong")).to_have_text("important")

    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Titre")).to_have_value("Court")
    expect(page.get_by_role("textbox", name="Votre texte")).to_have_value("Un mot **important**.")
