"""A device that is told: asked for by a button, shown by the worker, put away once read."""

import json
import re
from typing import Any

from playwright.sync_api import CDPSession, Page, expect

from scripts.demo_site import Site
from tests.journeys.conftest import Arrive
from tests.journeys.people import PHONE, Person, badge, confirms, post_saying

PLAYED_SERVICE = """
  let known = null;
  PushManager.prototype.getSubscription = async () => known;
  PushManager.prototype.subscribe = async (options) => {
    known = {
      options,
      unsubscribe: async () => { known = null; },
      toJSON: () => ({ endpoint: "https://push.example.org/essai", keys: {
        p256dh: "%(key)s", auth: "c2l4dGVlbiBieXRlcyBvaw" } }),
    };
    return known;
  };
"""
"""No browser of a test may ask the push service of its maker for an address."""
KEY = "BEIH9tjaUhf-03Bx-vnTKO8ODPGjAHRzsOQgY6WDPl1nO6FB-Ik2yzW0zYppGAreVbJI1LP1gx9tPoC9k6o-tto"
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
  .map(({ title, body, tag, lang }) => [title, body, tag, lang])"""
SETTINGS = "/parametres/lettres"
OFFER = "Voulez-vous que cet appareil vous prévienne"


def _worker_of(page: Page) -> tuple[CDPSession, str]:
    """Return a line to the worker's keeper, and what it calls the worker."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    session = page.context.new_cdp_session(page)
    known: list[str] = []

    def note(event: dict[str, Any]) -> None:
        known.extend(one["registrationId"] for one in event["registrations"])

    session.on("ServiceWorker.workerRegistrationUpdated", note)
    session.send("ServiceWorker.enable")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    while not known:
        page.wait_for_timeout(50)
    return session, known[-1]


def _deliver(page: Page, session: CDPSession, worker: str, **said: object) -> None:
    """Have the browser hand a push to the worker, as if its service had sent it."""
    origin = re.sub(r"(://[^/]+).*", r"\1", page.url)
    words = {"title": "Entraide", "url": "/notifications", "lang": "fr", "unread": 1} | said
    asked = {"origin": origin, "registrationId": worker, "data": json.dumps(words)}
    session.send("ServiceWorker.deliverPushMessage", asked)


def _shows(page: Page, wanted: list[list[str]]) -> None:
    """Wait until the browser shows these notifications; it says by no event that it does."""
    for _look in range(400):
        if page.evaluate(SHOWN) == wanted:
            return
        page.wait_for_timeout(50)
    assert page.evaluate(SHOWN) == wanted


def test_a_device_is_told_when_its_owner_asks_for_it(arrive: Arrive):
    member = arrive("Odile Renard", PHONE)
    member.context.grant_permissions(["notifications"])
    member.context.add_init_script(PLAYED_SERVICE % {"key": KEY})
    member.goes_to(SETTINGS)
    expect(member.page.get_by_role("button", name="Ne plus me prévenir ici")).to_be_hidden()
    member.page.get_by_role("button", name="Me prévenir sur cet appareil").click()
    expect(
        member.page.get_by_text("Cet appareil vous prévient de ce qui est nouveau")
    ).to_be_visible()
    member.page.get_by_role("button", name="Ne plus me prévenir ici").click()
    expect(member.page.get_by_role("button", name="Me prévenir sur cet appareil")).to_be_visible()


def test_a_push_is_shown_once_for_each_line_and_put_away_once_read(arrive: Arrive):
    member = arrive("Yvon Le Goff")
    member.context.grant_permissions(["notifications"])
    member.goes_to("/questions")
    page = member.page
    session, worker = _worker_of(page)
    _deliver(page, session, worker, text="Karim a répondu.", tag="bundle-1", seq=1)
    _deliver(page, session, worker, text="Karim et Zoé ont répondu.", tag="bundle-1", seq=2)
    _shows(page, [["Entraide", "Karim et Zoé ont répondu.", "bundle-1", "fr"]])
    page.evaluate("navigator.serviceWorker.controller.postMessage({read: {unread: 0, ids: []}})")
    _shows(page, [])


def _reads_first_answer(asker: Person, helper: Person) -> None:
    address = asker.asks("Qui sait réparer un percolateur de buvette ?")
    asker.goes_to("/groupes")
    helper.goes_to(address)
    helper.answers("Moi, apportez-le samedi.")
    expect(badge(asker.page)).to_have_text("1")
    asker.goes_to(address)
    post_saying(asker.page, "Moi, apportez-le samedi.").scroll_into_view_if_needed()
    expect(badge(asker.page)).to_have_count(0)


def test_one_is_asked_once_and_not_before_the_first_answer(arrive: Arrive, live_server: Site):
    asker, helper = arrive("Lucien Moreau", PHONE), arrive("Aline Petit")
    asker.goes_to("/questions")
    expect(asker.page.get_by_text(OFFER)).to_have_count(0)
    _reads_first_answer(asker, helper)
    asker.context.add_init_script(
        "Notification.requestPermission = () => { throw Error('asked'); };"
    )
    asker.context.add_init_script(
        "Object.defineProperty(Notification, 'permission', { get: () => 'default' });"
    )
    asker.goes_to("/notifications")
    expect(asker.page.get_by_text(OFFER)).to_have_count(0)  # one banner at a time
    confirms(asker, live_server.data_dir)
    asker.goes_to("/groupes")
    expect(asker.page.get_by_text(OFFER)).to_have_count(0)
    asker.goes_to("/notifications")
    expect(asker.page.get_by_text(OFFER)).to_be_visible()
    asker.page.get_by_role("button", name="Non merci").click()
    asker.goes_to("/notifications")
    expect(asker.page.get_by_text(OFFER)).to_have_count(0)
