"""A group that decides who comes in, and from which somebody is removed."""

from playwright.sync_api import expect

from scripts.demo_site import Site
from tests.journeys.conftest import Arrive
from tests.journeys.people import PHONE, Person, confirms, post_saying

SECRET = "Le code du cadenas a changé."


def test_who_is_removed_from_a_group_receives_nothing_more(arrive: Arrive, live_server: Site):
    owner, member = arrive("Huguette Prat"), arrive("Nadia Cherif", PHONE)
    url = opens_a_group(owner, live_server)
    asks_to_join(member, url)
    lets_in(owner, url)
    thread = owner.asks("Qui ouvre le local cette semaine ?", group=url.split("/")[-1])
    heard = what_a_page_hears(member)
    member.goes_to(thread)
    owner.answers("Voici la réponse que tout le groupe lit.")
    expect(post_saying(member.page, "tout le groupe lit")).to_be_attached()
    assert [frame for frame in heard if "tout le groupe lit" in frame]

    removing = owner.tab(f"{url}/membres/{member.handle}")
    removing.get_by_label("Raison").fill("Elle a déménagé.")
    removing.get_by_role("button", name="Retirer", exact=True).click()
    expect(removing.get_by_text("n’est plus membre")).to_be_visible()
    owner.answers(SECRET)

    member.page.wait_for_timeout(2_000)
    assert not [frame for frame in heard if "cadenas" in frame]
    expect(post_saying(member.page, SECRET)).to_have_count(0)
    answer = member.page.goto(thread)
    assert answer is not None
    assert answer.status == 404


def opens_a_group(owner: Person, live_server: Site) -> str:
    """Open a group of which only members read; return its address."""
    confirms(owner, live_server.data_dir)
    owner.goes_to("/groupes/nouveau")
    owner.page.get_by_label("Nom du groupe").fill(f"Le hangar {owner.number}")
    owner.page.get_by_label("À quoi il sert").fill("Pour celles et ceux qui ont la clé.")
    owner.page.get_by_label("Réservé aux membres").check()
    owner.page.get_by_label("Sur demande").check()
    owner.page.get_by_role("button", name="Ouvrir le groupe").click()
    owner.page.wait_for_url("**/groupes/le-hangar*")
    return owner.page.url


def asks_to_join(member: Person, url: str) -> None:
    """Knock at the door of a group."""
    member.goes_to(f"{url}/rejoindre")
    member.page.get_by_role("textbox").last.fill("Je range les barnums.")
    member.page.get_by_role("button", name="Demander à entrer").click()
    expect(member.page.get_by_text("Votre demande est envoyée")).to_be_visible()


def lets_in(owner: Person, url: str) -> None:
    """Open the door to the one who waits."""
    owner.goes_to(f"{url}/demandes")
    expect(owner.page.get_by_text("Je range les barnums.")).to_be_visible()
    owner.page.get_by_role("button", name="Laisser entrer").click()
    expect(owner.page.get_by_text("Personne n’attend")).to_be_visible()


def what_a_page_hears(person: Person) -> list[str]:
    """Collect what the socket of a page receives from now on."""
    heard: list[str] = []
    person.page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda frame: heard.append(str(frame))),
    )
    return heard
