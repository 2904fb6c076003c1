"""Only from my friends: a friend is heard at once, others wait in the drawer, and why is said."""

from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Arrive
from tests.journeys.people import PHONE, Person, badge

FRIENDS = "Qui vient ranger la salle dimanche ?"
OTHERS = "Faut-il une licence pour la buvette du loto ?"


def befriend(one: Person, other: Person) -> None:
    """Have one ask, and the other accept."""
    for who, address in ((one, f"{other.handle}/demander"), (other, f"{one.handle}/accepter")):
        answer = who.context.request.post(f"/amis/{address}", max_redirects=0)
        assert answer.status == 303, answer.text()


def _toast(person: Person, words: str) -> Locator:
    """Return the passing word that says this."""
    return person.page.locator(".toast").filter(has_text=words)


def test_a_friend_is_heard_and_a_stranger_waits_in_the_drawer(arrive: Arrive):
    reader, friend = arrive("Nadia Sellami", PHONE), arrive("Karim Benali")
    stranger = arrive("Odile Marchand")
    befriend(friend, reader)
    reader.goes_to("/groupes")

    stranger.asks(OTHERS)
    friend.asks(FRIENDS)
    expect(_toast(reader, FRIENDS)).to_be_visible()
    expect(_toast(reader, OTHERS)).to_have_count(0)

    reader.goes_to("/notifications")
    expect(reader.page.locator(".notice").filter(has_text=FRIENDS)).to_have_count(1)
    expect(reader.page.locator(".notice").filter(has_text=OTHERS)).to_have_count(0)
    reader.page.get_by_role("link", name="Autres personnes").click()
    expect(reader.page.locator(".notice").filter(has_text=OTHERS)).to_have_count(1)

    befriend(stranger, reader)
    released = reader.finds("/notifications", f'.notice:has-text("{OTHERS}")')
    expect(released).to_have_count(1)


def test_why_says_the_rule_and_never_is_never(arrive: Arrive):
    reader, friend = arrive("Nadia Sellami", PHONE), arrive("Karim Benali")
    befriend(friend, reader)
    reader.goes_to("/groupes")
    friend.asks(FRIENDS)
    expect(_toast(reader, FRIENDS)).to_be_visible()

    reader.goes_to("/notifications")
    notice = reader.page.locator(".notice").filter(has_text=FRIENDS)
    notice.get_by_text("Pourquoi").click()
    expect(notice.get_by_text("Règle 6")).to_be_visible()
    notice.get_by_text("Plus jamais :").click()
    notice.get_by_role("button", name="Oui, plus jamais").click()
    expect(reader.page.get_by_text("C’est noté.")).to_be_visible()

    reader.goes_to("/parametres/notifications?quoi=forum.opened&qui=friend&fil=normal&groupe=")
    expect(reader.page.get_by_text("Vous n’êtes pas prévenu·e.")).to_be_visible()
    friend.asks("Et qui prépare les crêpes ?")
    reader.goes_to("/notifications")
    expect(reader.page.locator(".notice").filter(has_text="crêpes")).to_have_count(0)
    expect(badge(reader.page)).to_have_text("1")
