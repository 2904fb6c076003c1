"""Writing: what is typed is kept, shown as it will be, and helped along."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Arrive
from tests.journeys.people import PHONE, post_saying

KEPT = "Brouillon enregistré"


def text_of(page: Page) -> Locator:
    """Return the place where one writes."""
    return page.locator("[data-editor-text]")


def test_a_draft_outlives_its_tab(arrive: Arrive):
    person = arrive("Lucette Faure", PHONE)
    person.goes_to("/questions/nouvelle")
    person.page.get_by_label("Titre").fill("Comment remercier nos bénévoles ?")
    text_of(person.page).fill("Une fête, mais encore ?")
    expect(person.page.get_by_text(KEPT)).to_be_visible()
    person.page.close()

    page = person.tab("/questions/nouvelle")

    expect(text_of(page)).to_have_value("Une fête, mais encore ?")
    expect(page.get_by_label("Titre")).to_have_value("Comment remercier nos bénévoles ?")


def test_a_published_text_leaves_no_draft(arrive: Arrive):
    person = arrive("Lucette Faure")
    person.goes_to("/questions/nouvelle")
    text_of(person.page).fill("Une fête")
    expect(person.page.get_by_text(KEPT)).to_be_visible()
    person.asks("Comment remercier nos bénévoles à Noël ?")

    page = person.tab("/questions/nouvelle")
    page.wait_for_timeout(500)
    expect(text_of(page)).to_have_value("")


def test_two_windows_never_overwrite_each_other_silently(arrive: Arrive):
    person = arrive("Lucette Faure")
    one, two = person.tab("/questions/nouvelle"), person.tab("/questions/nouvelle")
    text_of(one).fill("Écrit dans la première fenêtre")
    expect(one.get_by_text(KEPT)).to_be_visible()

    text_of(two).fill("Écrit dans la seconde fenêtre")

    expect(two.get_by_text("dans une autre fenêtre")).to_be_visible()
    two.get_by_role("button", name="Prendre le texte de l’autre fenêtre").click()
    expect(text_of(two)).to_have_value("Écrit dans la première fenêtre")
    two.get_by_role("button", name="Revenir au texte précédent").click()
    expect(text_of(two)).to_have_value("Écrit dans la seconde fenêtre")
    expect(two.get_by_text(KEPT)).to_be_visible()
    assert "seconde" in text_of(person.tab("/questions/nouvelle")).input_value()


def test_the_toolbar_marks_and_the_preview_shows(arrive: Arrive):
    page = arrive("Lucette Faure").page
    page.goto("/questions/nouvelle")
    text_of(page).fill("Merci à tous")
    text_of(page).press("ControlOrMeta+a")

    page.get_by_role("button", name="Gras").click()
    expect(text_of(page)).to_have_value("**Merci à tous**")
    page.get_by_role("button", name="Aperçu").click()

    expect(page.locator("[data-editor-preview] strong")).to_have_text("Merci à tous")
    page.get_by_role("button", name="Écrire").click()
    expect(text_of(page)).to_be_visible()


def test_a_name_is_completed_and_called(arrive: Arrive):
    asker, helper = arrive("Zélie Tournesol"), arrive("Lucette Faure")
    helper.goes_to(asker.asks("Quelle assurance pour un vide-grenier ?"))
    expect(text_of(helper.page)).to_have_attribute("aria-autocomplete", "list")
    text_of(helper.page).press_sequentially(f"Bonjour @{asker.handle}", delay=20)
    expect(helper.page.get_by_role("option").filter(has_text="Zélie")).to_be_visible()

    text_of(helper.page).press("Enter")
    expect(text_of(helper.page)).to_have_value(f"Bonjour @{asker.handle} ")
    helper.page.get_by_role("button", name="Publier").click()

    link = post_saying(helper.page, "Bonjour").get_by_role("link", name=asker.handle)
    expect(link).to_have_attribute("href", f"/membres/{asker.handle}")


def test_threads_that_resemble_show_while_the_title_is_typed(arrive: Arrive):
    page = arrive("Lucette Faure", PHONE).page
    page.goto("/questions/nouvelle")
    page.get_by_label("Titre").press_sequentially("reçus fiscaux pour un lavoir", delay=15)

    expect(page.get_by_role("heading", name="Peut-être déjà répondu")).to_be_visible()
    expect(page.get_by_role("link", name="Un lavoir peut-il")).to_be_visible()


def test_after_an_edit_one_is_where_the_text_stands(arrive: Arrive):
    asker, helper = arrive("Lucette Faure"), arrive("Karim Benali", PHONE)
    helper.goes_to(asker.asks("Où trouver un chapiteau ?", "Un long besoin.\n\n" * 60))
    helper.answers("À la mairie de Redon.")
    post = post_saying(helper.page, "Redon").get_attribute("data-post")
    assert post
    helper.goes_to(f"/questions/messages/{post.split(':')[1]}/modifier")

    text_of(helper.page).fill("À la mairie de Rennes.")
    helper.page.get_by_role("button", name="Enregistrer").click()

    expect(post_saying(helper.page, "Rennes")).to_be_in_viewport()
