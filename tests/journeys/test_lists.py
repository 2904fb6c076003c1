"""Lists that say what is new, on the phone and at the desk, without moving anything."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Arrive
from tests.journeys.people import PHONE
from tests.journeys.test_calm import SHIFTS, shifts

FIRST, SECOND = "Où louer un chapiteau cet été ?", "Qui tient la caisse un dimanche ?"


def bar(page: Page, words: str) -> None:
    """See that the bar says this."""
    expect(page.get_by_role("button", name=words)).to_be_visible()


def test_new_questions_are_counted_and_shown_on_tap(arrive: Arrive):
    reader, asker = arrive("Odile Marchand", PHONE), arrive("Karim Benali")
    reader.context.add_init_script(SHIFTS)
    reader.goes_to("/questions")
    front = reader.tab("/")
    before = reader.page.locator("[data-thread-row]").first.inner_text()

    asker.asks(FIRST)
    bar(reader.page, "1 nouvelle question")
    asker.asks(SECOND)
    bar(reader.page, "2 nouvelles questions")
    bar(front, "2 nouvelles questions")

    assert reader.page.locator("[data-thread-row]").first.inner_text() == before
    assert shifts(reader.page) == []
    reader.page.get_by_role("button", name="2 nouvelles questions").click()
    fresh = reader.page.locator(".is-fresh")
    expect(fresh).to_have_count(2)
    expect(fresh.first).to_contain_text(SECOND)
    expect(fresh.first).to_contain_text("Nouveau")
    expect(fresh.first.get_by_role("link", name=SECOND)).to_be_focused()
    expect(reader.page.locator("[data-news]:visible")).to_have_count(0)


def test_what_was_asked_meanwhile_is_counted_after_the_return(arrive: Arrive):
    reader, asker = arrive("Odile Marchand"), arrive("Karim Benali", PHONE)
    reader.goes_to("/questions?onglet=recentes")
    reader.goes_to("/groupes")
    asker.asks("Comment remercier trente bénévoles ?")
    reader.page.go_back()
    row = reader.page.get_by_role("link", name="Comment remercier trente bénévoles ?")
    news = reader.page.get_by_role("button", name="1 nouvelle question")
    expect(row.or_(news)).to_be_visible()


def test_ones_own_question_is_no_news(arrive: Arrive):
    asker, other = arrive("Karim Benali"), arrive("Odile Marchand")
    elsewhere = asker.tab("/questions")
    asker.asks("Faut-il assurer un barnum prêté ?")
    other.asks("Qui prête un barnum ?")
    bar(elsewhere, "1 nouvelle question")
