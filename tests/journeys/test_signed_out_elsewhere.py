"""A session that was ended at another device leaves nothing to read at this one."""

import pytest

from tests.journeys.conftest import Arrive, Browsers
from tests.journeys.people import DESK, Person, until

PAGES = """async () => (await caches.keys()).includes("entraide-pages")
  ? (await (await caches.open("entraide-pages")).keys()).length : 0"""
KEPT = f"async () => (await ({PAGES})()) > 0"
WORKS = 'async () => navigator.serviceWorker.controller?.state === "activated"'
"""The worker keeps the pages that are opened from now on."""
GONE = f"async () => (await ({PAGES})()) === 0"


def _sign_in_again(person: Person, browsers: Browsers) -> Person:
    """Return the same person at another device."""
    context = browsers(**DESK)
    sign_in: dict[str, str | float | bool] = {"email": person.email, "password": person.password}
    assert context.request.post("/connexion", form=sign_in, max_redirects=0).status == 303
    return Person(name=person.name, number=person.number, context=context, page=context.new_page())


def _end_others(person: Person) -> None:
    answer = person.context.request.post("/parametres/sessions/fermer-les-autres", max_redirects=0)
    assert answer.status == 303


@pytest.mark.parametrize("moment", ["page open", "page opened later"])
def test_kept_pages_go_with_a_session_ended_elsewhere(
    arrive: Arrive, browsers: Browsers, moment: str
):
    person = arrive("Nadia Lebrun")
    person.goes_to("/questions")
    until(person.page, WORKS)
    person.goes_to("/notifications")
    until(person.page, KEPT)
    if moment == "page opened later":
        person.page.goto("about:blank")
    _end_others(_sign_in_again(person, browsers))
    if moment == "page opened later":
        person.page.goto("/notifications")
        assert "/connexion" in person.page.url
    until(person.page, GONE)
