"""Nothing that was typed is lost, or becomes somebody else's, whatever happens meanwhile."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Arrive
from tests.journeys.people import PHONE, Person, go_to, post_saying, wait_until_awake
from tests.journeys.test_writing import KEPT, text_of

WORDS = "Le barnum est libre le samedi 12."
PIXEL = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
PASTE = """(text, [plain, png, count]) => {
  const carried = new DataTransfer();
  if (plain) carried.setData("text/plain", plain);
  const bytes = Uint8Array.from(atob(png), (char) => char.charCodeAt(0));
  for (let each = 0; each < count; each += 1) {
    carried.items.add(new File([bytes], `image-${each}.gif`, { type: "image/gif" }));
  }
  const how = { clipboardData: carried, cancelable: true, bubbles: true };
  const event = new ClipboardEvent("paste", how);
  return text.dispatchEvent(event);
}"""


def signs_in(page: Page, person: Person) -> None:
    """Fill the door that is shown."""
    form = page.get_by_role("main")
    form.get_by_label("Adresse e-mail").fill(person.email)
    form.get_by_label("Mot de passe", exact=True).fill(person.password)
    form.get_by_role("button", name="Se connecter").click()


def takes_over(person: Person, other: Person) -> None:
    """Let somebody else sign in at a browser, in another tab."""
    assert person.context.request.post("/deconnexion", max_redirects=0).status == 303
    answer = person.context.request.post(
        "/connexion",
        form={"email": other.email, "password": other.password},
        max_redirects=0,
    )
    assert answer.status == 303


@pytest.mark.parametrize("runs_scripts", [True, False], ids=["with scripts", "without"])
def test_what_one_types_is_not_published_by_another(arrive: Arrive, runs_scripts: bool):  # noqa: FBT001 - a parameter
    asker, second = arrive("Zélie Tournesol"), arrive("Basile Noël")
    address = asker.asks("Quelle assurance pour un vide-grenier au bourg ?")
    first = arrive("Lucette Faure", PHONE, java_script_enabled=runs_scripts)
    first.goes_to(address)
    text_of(first.page).fill(WORDS)
    takes_over(first, second)
    first.page.get_by_role("button", name="Publier").click()

    expect(first.page.get_by_text("ouverte depuis un autre compte")).to_be_visible()
    kept = text_of(first.page) if runs_scripts else first.page.get_by_label("Votre réponse")
    expect(kept).to_have_value(WORDS)
    first.page.get_by_role("main").get_by_role("link", name="Se reconnecter comme avant").click()
    signs_in(first.page, first)
    first.page.wait_for_url(re.compile(r"/questions/\d+-"))
    if runs_scripts:
        expect(text_of(first.page)).to_have_value(WORDS)
    second.goes_to("/brouillons")
    expect(second.page.get_by_text(WORDS)).to_have_count(0)
    second.goes_to(address)
    expect(post_saying(second.page, WORDS)).to_have_count(0)


def test_a_question_outlives_its_session(arrive: Arrive):
    person = arrive("Lucette Faure", PHONE)
    page = person.page
    person.goes_to("/questions/nouvelle")
    page.get_by_label("Titre").fill("Où louer un barnum près de Redon ?")
    page.get_by_role("radio", name="Une discussion").check()
    page.get_by_label("Mots-clés").fill("fête, barnum")
    person.context.clear_cookies()
    text_of(page).fill(WORDS)
    page.get_by_role("main").get_by_role("button", name="Publier").click()
    page.get_by_role("alert").get_by_role("link", name="Se connecter").click()
    signs_in(page, person)
    page.wait_for_url(re.compile("/questions/nouvelle"))

    expect(text_of(page)).to_have_value(WORDS)
    expect(page.get_by_label("Titre")).to_have_value("Où louer un barnum près de Redon ?")
    expect(page.get_by_label("Mots-clés")).to_have_value("fête, barnum")
    expect(page.get_by_role("radio", name="Une discussion")).to_be_checked()
    wait_until_awake(page)
    page.get_by_role("main").get_by_role("button", name="Publier").click()
    page.wait_for_url(re.compile(r"/questions/\d+-"))
    expect(post_saying(page, WORDS)).to_be_visible()


@pytest.mark.parametrize("is_kept_alive", [True, False], ids=["as it was", "loaded again"])
def test_going_back_finds_everything_as_it_was_left(
    arrive: Arrive,
    is_kept_alive: bool,  # noqa: FBT001 - a parameter
):
    person = arrive("Lucette Faure")
    page = person.page
    person.goes_to("/questions/nouvelle?titre=" + quote("Où louer"))
    page.get_by_label("Titre").fill("Où louer un barnum ?")
    page.get_by_role("radio", name="Une discussion").check()
    page.get_by_label("Mots-clés").fill("fête")
    text_of(page).fill("Un premier jet.")
    expect(page.get_by_text(KEPT)).to_be_visible()
    text_of(page).fill(WORDS)
    page.get_by_label("Mots-clés").fill("fête, barnum")
    if not is_kept_alive:
        page.evaluate("window.addEventListener('unload', () => {})")
    page.get_by_role("banner").get_by_role("link", name="Groupes").click()
    page.wait_for_url("**/groupes")
    page.go_back()
    wait_until_awake(page)

    expect(text_of(page)).to_have_value(WORDS)
    expect(page.get_by_label("Titre")).to_have_value("Où louer un barnum ?")
    expect(page.get_by_label("Mots-clés")).to_have_value("fête, barnum")
    expect(page.get_by_role("radio", name="Une discussion")).to_be_checked()
    page.wait_for_timeout(2500)
    expect(page.get_by_text("Un autre brouillon")).to_have_count(0)
    expect(page.get_by_text("autre fenêtre")).to_have_count(0)
    expect(text_of(page)).to_have_value(WORDS)


def test_a_cell_that_is_pasted_is_words_and_a_picture_alone_is_a_picture(arrive: Arrive):
    person = arrive("Lucette Faure")
    person.goes_to("/questions/nouvelle")
    text = text_of(person.page)
    assert text.evaluate(PASTE, ["Poste\tMontant", PIXEL, 1]) is True  # left to the browser
    assert text.evaluate(PASTE, ["", PIXEL, 2]) is False
    expect(text).to_have_value(re.compile(r"(!\[[^\]]*\]\(/medias/[^)]+\)\s*){2}$"))


def test_publishing_waits_for_a_picture_on_its_way(arrive: Arrive):
    asker = arrive("Zélie Tournesol")
    address = asker.asks("Où ranger nos tables pliantes cet hiver ?")
    person = arrive("Lucette Faure", PHONE)
    person.goes_to(address)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    person.page.route("**/medias", hold)
    text = text_of(person.page)
    text.fill(WORDS)
    text.evaluate(PASTE, ["", PIXEL, 1])
    person.page.get_by_role("button", name="Publier").click()
    expect(person.page.get_by_text("Une image est encore en route")).to_be_visible()
    expect(post_saying(person.page, WORDS)).to_have_count(0)
    held[0].continue_()
    expect(post_saying(person.page, WORDS).locator("img[src^='/medias/']")).to_be_visible()
    expect(text).to_have_value("")


def test_an_edit_that_met_another_shows_both(arrive: Arrive):
    author = arrive("Lucette Faure")
    author.goes_to(author.asks("Qui a les clés de la salle des fêtes ?", "Lieu : Nantes."))
    post = author.page.locator("[data-post]").first.get_attribute("data-post") or ""
    form = f"/questions/messages/{post.split(':')[1]}/modifier"
    one, two = author.tab(form), author.tab(form)
    text_of(one).fill("Lieu : Redon.")
    one.get_by_role("button", name="Enregistrer").click()
    one.wait_for_url(re.compile(r"/questions/\d+-"))
    text_of(two).fill("Lieu : Rennes.")
    two.get_by_role("button", name="Enregistrer").click()
    expect(two.get_by_text("Rien n’a été écrasé")).to_be_visible()
    expect(two.get_by_label("Maintenant : Votre texte")).to_have_value("Lieu : Redon.")
    expect(text_of(two)).to_have_value("Lieu : Rennes.")
    two.get_by_role("button", name="Enregistrer").click()
    two.wait_for_url(re.compile(r"/questions/\d+-"))
    go_to(two, form)
    expect(text_of(two)).to_have_value("Lieu : Rennes.")
