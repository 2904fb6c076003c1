"""A moderator hides what somebody wrote, its readers see it go, and come back as it was."""

from playwright.sync_api import expect

from scripts.demo_site import Site
from tests.journeys.conftest import Arrive
from tests.journeys.people import DESK, PHONE, Person, confirms, post_saying

SAID = "Le trésorier du club voisin est parti avec la caisse."
GONE = "Un modérateur a masqué ce message."


def test_what_is_hidden_goes_and_comes_back_before_the_eyes_of_its_readers(
    arrive: Arrive, live_server: Site
):
    leader, reader, writer = arrive("Ines", DESK), arrive("Odile", PHONE), arrive("Jo", PHONE)
    url = _asked(leader, live_server, "Tambours")
    writer.goes_to(url)
    writer.answers(SAID)
    reader.goes_to(url)
    expect(post_saying(reader.page, SAID)).to_be_visible()

    said = post_saying(leader.page, SAID)
    said.locator("details.menu > summary").click()
    said.get_by_role("link", name="Masquer").click()
    leader.page.get_by_label("Personne n’est nommé").check()
    leader.page.get_by_label("Pourquoi, en une phrase").fill("On reconnaît quelqu’un.")
    leader.page.get_by_role("button", name="Oui, masquer").click()
    expect(leader.page.get_by_role("heading", name="Ce message est masqué")).to_be_visible()
    expect(reader.page.get_by_text(GONE)).to_be_visible()
    expect(reader.page.get_by_text(SAID)).to_have_count(0)
    expect(reader.page.get_by_role("link", name="Voir et rétablir")).to_have_count(0)

    leader.goes_to(url)
    leader.page.get_by_role("link", name="Voir et rétablir").click()
    expect(leader.page.get_by_text(SAID)).to_be_visible()
    leader.page.get_by_role("button", name="Le montrer de nouveau à tous").click()
    expect(post_saying(leader.page, SAID)).to_be_visible()
    expect(post_saying(reader.page, SAID)).to_be_visible()
    told = writer.finds("/notifications", '.notice:has-text("a rétabli ce que vous avez écrit")')
    expect(told).to_have_count(1)


def test_who_can_add_nothing_to_a_closed_thread_is_offered_no_reply(
    arrive: Arrive, live_server: Site
):
    leader, reader = arrive("Ines", DESK), arrive("Odile", PHONE)
    url = _asked(leader, live_server, "Cornets")
    leader.answers(SAID)
    reader.goes_to(url)
    reply = post_saying(reader.page, SAID).get_by_role("link", name="Répondre")
    expect(reply).to_be_visible()

    reason: dict[str, str | float | bool] = {"reason": "Tout est dit."}
    address = f"{url.partition('-')[0]}/fermer"
    assert leader.context.request.post(address, form=reason).status == 200

    expect(post_saying(reader.page, SAID)).to_be_visible()
    expect(reply).to_be_hidden()
    expect(reader.page.get_by_text("Ce fil est fermé").first).to_be_visible()


def _asked(leader: Person, site: Site, name: str) -> str:
    """Open a group and ask something there; return the address of the thread."""
    form: dict[str, str | float | bool] = {
        "name": name,
        "purpose": "Défiler",
        "visibility": "public",
        "joining": "open",
    }
    confirms(leader, site.data_dir)
    slug = name.lower()
    assert leader.context.request.post("/groupes/nouveau", form=form).url.endswith(f"/{slug}")
    return leader.asks("Qui prête une caisse claire ?", group=slug)
