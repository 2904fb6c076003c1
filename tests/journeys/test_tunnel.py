"""Half a minute in a tunnel: nothing lost, nothing twice, in order."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from scripts.demo_site import Site
from tests.journeys.conftest import Arrive
from tests.journeys.line import Line, line_to
from tests.journeys.people import PHONE, Person, badge, post_saying, until

ANSWERS = [f"Réponse {word} du tunnel." for word in ("une", "deux", "trois")]
LOST = "La connexion est perdue"
WAITS = "partira de lui-même"
KEPT = """async () => navigator.serviceWorker.controller?.state === "activated" &&
  (await (await caches.open("entraide-pages")).match(location.href)) !== undefined"""
LONG_SECONDS = 30
HEARD = """
  window.heard = [];
  document.addEventListener("notice:taken", (event) => heard.push(event.detail.seq));
"""


@pytest.fixture
def line(live_server: Site) -> Iterator[Line]:
    """Return a line to the site that can be cut."""
    with line_to(live_server.url) as line:
        yield line


def test_what_came_during_a_tunnel_shows_once_and_in_order(arrive: Arrive, line: Line):
    asker, helper = arrive("Georges Nunez", PHONE, base_url=line.url), arrive("Fatou Sarr")
    asker.context.add_init_script(HEARD)
    address = asker.asks("Où emprunter des barnums pour un dimanche ?").removeprefix(line.url)
    elsewhere = asker.tab("/groupes")
    elsewhere.wait_for_timeout(1_000)

    line.cut()
    expect(asker.page.get_by_text(LOST)).to_be_visible()
    helper.goes_to(address)
    for answer in ANSWERS:
        helper.answers(answer)
        helper.page.wait_for_timeout(1_000 * (LONG_SECONDS - 7) / len(ANSWERS))
    expect(post_saying(asker.page, ANSWERS[0])).to_have_count(0)
    line.mend()

    expect(asker.page.get_by_text(LOST)).to_be_hidden()
    expect(post_saying(asker.page, ANSWERS[-1])).to_be_attached()
    elsewhere.wait_for_function("() => heard.length > 0")  # each tab comes back by itself
    asker.page.wait_for_timeout(2_500)  # for what would come a second time
    texts = asker.page.locator(".post-body").all_inner_texts()
    assert [text.strip() for text in texts if "tunnel" in text] == ANSWERS
    assert elsewhere.evaluate("window.heard") == [1, 2, 3]


def test_what_was_read_on_another_device_is_read_after_the_tunnel(
    arrive: Arrive, line: Line, live_server: Site
):
    asker, helper = arrive("Georges Nunez", PHONE, base_url=line.url), arrive("Fatou Sarr")
    helper.goes_to(asker.asks("Qui connaît un tapissier patient ?").removeprefix(line.url))
    asker.goes_to("/groupes")
    helper.answers("Celui de la rue des Tisserands.")
    expect(badge(asker.page)).to_have_text("1")

    line.cut()
    asker.context.request.post(f"{live_server.url}/notifications/lues")
    line.mend()

    expect(badge(asker.page)).to_have_count(0)


def test_an_answer_written_in_a_tunnel_leaves_by_itself(
    arrive: Arrive, line: Line, live_server: Site
):
    asker, helper = arrive("Georges Nunez"), arrive("Fatou Sarr", PHONE, base_url=line.url)
    address = asker.asks("Qui connaît un imprimeur patient ?").removeprefix(live_server.url)
    helper.goes_to(address)
    line.cut()
    writes_in_vain(helper, "Celui de la rue des Lices.")

    line.mend()

    expect(post_saying(asker.page, "rue des Lices")).to_have_count(1)
    expect(post_saying(helper.page, "rue des Lices")).to_have_count(1)
    expect(helper.page.locator("#repondre").get_by_role("textbox")).to_have_value("")


def test_one_s_own_answer_does_not_hide_what_others_wrote_in_the_meantime(
    arrive: Arrive, line: Line, live_server: Site
):
    asker, friend = arrive("Georges Nunez"), arrive("Aïcha Perrin")
    helper = arrive("Fatou Sarr", PHONE, base_url=line.url)
    address = asker.asks("Qui connaît un facteur patient ?").removeprefix(live_server.url)
    helper.goes_to(address)
    helper.page.wait_for_timeout(1_000)
    line.cut()
    writes_in_vain(helper, "Celui de la rue du Four.")
    for person, said in ((asker, "Merci à qui saura."), (friend, "Demandez à la poste.")):
        person.goes_to(address)
        person.answers(said)

    line.mend()

    answers = helper.page.locator(".answers-head ~ .post .post-body")
    expect(answers).to_have_count(3)
    expect(helper.page.locator("[data-answer-count]")).to_have_text("3 réponses")
    expect(helper.page.locator("[data-thread-marks]")).not_to_contain_text("Attend une réponse")
    shown = [text.strip() for text in answers.all_inner_texts()]
    helper.page.reload()
    assert shown == [text.strip() for text in answers.all_inner_texts()]


def test_an_answer_survives_a_page_that_is_opened_again_in_the_tunnel(
    arrive: Arrive, line: Line, live_server: Site
):
    asker, helper = arrive("Georges Nunez"), arrive("Fatou Sarr", PHONE, base_url=line.url)
    address = asker.asks("Qui connaît une couturière patiente ?").removeprefix(live_server.url)
    helper.goes_to(address)
    until(helper.page, KEPT)
    line.cut()
    writes_in_vain(helper, "Celle de la rue des Carmes.")

    helper.page.reload()
    expect(helper.page.locator("#repondre").get_by_text(WAITS)).to_be_visible()
    expect(helper.page.locator("#repondre").get_by_role("textbox")).to_have_value(
        "Celle de la rue des Carmes."
    )
    line.mend()

    expect(post_saying(asker.page, "rue des Carmes")).to_have_count(1)
    expect(post_saying(helper.page, "rue des Carmes")).to_have_count(1)


def test_a_page_that_was_not_read_before_says_so_in_the_tunnel(arrive: Arrive, line: Line):
    helper = arrive("Fatou Sarr", PHONE, base_url=line.url)
    helper.goes_to("/questions")
    until(helper.page, KEPT)
    line.cut()

    helper.page.goto("/regles")

    expect(helper.page.get_by_role("heading", name="Pas de connexion")).to_be_visible()
    helper.page.get_by_role("link", name="Les questions déjà lues").click()
    expect(helper.page.locator(".thread-row").first).to_be_visible()


def test_an_answer_that_arrived_unheard_is_not_there_twice(arrive: Arrive):
    asker, helper = arrive("Georges Nunez"), arrive("Fatou Sarr", PHONE, service_workers="block")
    helper.goes_to(asker.asks("Qui connaît un relieur patient ?"))
    helper.page.route("**/reponses", answered_into_the_void, times=1)

    writes_in_vain(helper, "Celui de la rue des Clercs.")

    expect(post_saying(helper.page, "rue des Clercs")).to_have_count(1)
    expect(helper.page.locator("#repondre").get_by_text(WAITS)).to_be_hidden()
    asker.page.reload()
    expect(post_saying(asker.page, "rue des Clercs")).to_have_count(1)


def test_what_a_bad_line_did_not_bring_comes_later(arrive: Arrive):
    asker, helper = arrive("Georges Nunez"), arrive("Fatou Sarr", service_workers="block")
    for module in ("live.js", "socket.io.js", "form_submit.js"):
        asker.page.route(f"**/{module}", lambda route: route.abort(), times=1)
    helper.goes_to(asker.asks("Qui connaît un luthier patient ?"))

    helper.answers("Celui de la rue des Arènes.")

    expect(post_saying(asker.page, "rue des Arènes")).to_have_count(1)


def writes_in_vain(helper: Person, text: str) -> None:
    """Send an answer while there is no line, and see that it waits."""
    form = helper.page.locator("#repondre")
    form.get_by_role("textbox").fill(text)
    form.get_by_role("button", name="Publier").click()
    expect(form.get_by_text(WAITS)).to_be_visible()


def answered_into_the_void(route: Route) -> None:
    """Let a form arrive, and its answer get lost."""
    route.fetch()
    route.abort()
