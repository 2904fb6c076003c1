"""Words without an end, in every field: no page may grow wider than the screen."""

import re
from string import Formatter
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from scripts.demo_site import Site
from tests.journeys.addresses import ADDRESSES, MORE
from tests.journeys.conftest import new_person
from tests.journeys.people import DESK, PHONE, ZOOMED, Person, confirms, go_to
from tests.journeys.stage import Stage
from tests.sampling import part_of

NAME = "M" * 60
LINE = "https://example.org/" + "W" * 180
BODY = f"""{LINE}

**{LINE}** et `{LINE}`

> {LINE}

- {LINE}

| {NAME} | {NAME} |
|---|---|
| {LINE} | {NAME} |

    {LINE} {LINE}
"""
TOO_WIDE = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const ends = (element) => element.getBoundingClientRect().right;
  return scrollWidth <= clientWidth ? [] : [...document.querySelectorAll("body *")]
    .filter((element) => ends(element) > clientWidth + 1)
    .slice(0, 4).map((element) => element.outerHTML.slice(0, 120));
}"""
ALL = {**ADDRESSES, **MORE, "a search that finds them": f"/recherche?q={NAME}"}


@pytest.fixture(scope="module")
def writer(browser: Browser, browser_context_args: dict[str, Any]) -> Person:
    """Return somebody whose name has no end."""
    return new_person(browser.new_context(**browser_context_args), NAME)


@pytest.fixture(scope="module")
def stage(
    writer: Person, browser: Browser, browser_context_args: dict[str, Any], live_server: Site
) -> Stage:
    """Let two people write words without an end; return what addresses are filled with."""
    other = new_person(browser.new_context(**browser_context_args), NAME)
    confirms(writer, live_server.data_dir)
    group = a_group(writer, other, "request")
    thread = a_thread(writer, other, a_group(writer, other, "open"))
    stage = {"other": other.handle, "group": group, **thread}
    profile = dict.fromkeys(("sentence", "associations", "can_help", "seeks_help"), LINE)
    for person in (writer, other):
        send(person, "/parametres", display_name=NAME, **profile)
    send(writer, "/brouillons/new", title=LINE[:150], body=BODY, version="0")
    return stage


@pytest.fixture
def addresses(stage: Stage, pytestconfig: pytest.Config) -> list[str]:
    """Return the pages that this run looks at."""
    fillable = [one for one in ALL.values() if gaps_of(one) <= stage.keys()]
    return [one.format(**stage) for one in fillable if one in part_of([fillable], pytestconfig)]


def test_no_word_makes_a_page_wider(
    writer: Person, addresses: list[str], browser: Browser, base_url: str
) -> None:
    assert wide_pages(at_home_of(writer, browser, base_url), addresses, PHONE, DESK, ZOOMED) == {}


def test_no_word_makes_a_page_wider_in_large_letters(
    writer: Person, addresses: list[str], large_letters: Browser, base_url: str
) -> None:
    assert wide_pages(at_home_of(writer, large_letters, base_url), addresses, PHONE, DESK) == {}


def gaps_of(address: str) -> set[str]:
    """Return the names of the gaps of an address."""
    return {name for _text, name, *_ in Formatter().parse(address) if name}


def at_home_of(person: Person, browser: Browser, base_url: str) -> Page:
    """Return a page of somebody on their phone."""
    state = person.context.storage_state()
    return browser.new_context(base_url=base_url, storage_state=state, **PHONE).new_page()


def wide_pages(page: Page, addresses: list[str], *devices: dict[str, Any]) -> dict[str, list[str]]:
    """Return what stands out of the pages that can be scrolled sideways, by address and width."""
    found = {}
    for address in addresses:
        go_to(page, address)
        for device in devices:
            page.set_viewport_size(device["viewport"])
            found[f"{address} {device['viewport']['width']}"] = page.evaluate(TOO_WIDE)
    page.context.close()
    return {place: wide for place, wide in found.items() if wide}


def a_group(owner: Person, other: Person, joining: str) -> str:
    """Open a group that is all one word, and let somebody come in or wait at its door."""
    terms = {"visibility": "public", "joining": joining, "rules": BODY}
    address = send(owner, "/groupes/nouveau", name=NAME, purpose=LINE, **terms)
    send(other, f"{address}/rejoindre", message=LINE, accept_rules="y")
    return address


def a_thread(asker: Person, helper: Person, group: str) -> Stage:
    """Ask, answer and reply in words without an end."""
    tags = ", ".join(letter * 30 for letter in "MWOQ")
    asked = {"kind": "question", "title": "W" * 150, "body": BODY, "tags": tags}
    url = send(asker, "/questions/nouvelle", group=group.removeprefix("/groupes/"), **asked)
    thread = re.findall(r"/questions/(\d+)-", url)[0]
    send(helper, f"/questions/{thread}/reponses", body=BODY)
    page = asker.context.request.get(url).text()
    post, answer = re.findall(r'data-post="forum.post:(\d+)"', page)
    send(helper, f"/questions/{thread}/reponses", body=BODY, parent_id=answer)
    send(asker, f"/likes/forum.post:{answer}")
    send(asker, f"/questions/messages/{post}/modifier", title="M" * 150, body=LINE, tags=tags)
    return {"thread": thread, "thread_url": urlsplit(url).path, "post": post, "answer": answer}


def send(person: Person, address: str, **fields: str) -> str:
    """Send a form, see that it is accepted, and return where it leads."""
    answer = person.context.request.post(address, form={**fields}, max_redirects=0)
    assert answer.status < 400, f"{address}: {answer.status}\n{answer.text()[:3000]}"
    return answer.headers.get("location", "")
