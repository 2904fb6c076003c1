"""Published attacks, typed into every field: in a real browser nothing runs and nothing is bent."""

import re
from itertools import chain, cycle
from pathlib import Path

import pytest
from playwright.sync_api import Page

from scripts.demo_site import Site
from tests.journeys.conftest import Arrive
from tests.journeys.people import Person, confirms
from tests.real.data import real

BENT = """() => {
  const bad = [];
  for (const element of document.querySelectorAll("*")) {
    const bends = [...element.attributes].some(({ name, value }) =>
      /^on/i.test(name) || name === "style" || name === "srcdoc" ||
      /^[\\s\\x00-\\x1f]*(javascript|vbscript|data:text)/i.test(value) &&
        ["href", "src", "action", "formaction", "xlink:href", "data"].includes(name));
    const isForeign = /^(iframe|object|embed|base|frame|applet|svg:script|math)$/i.test(
      element.tagName);
    const runs = element.tagName === "SCRIPT" &&
      !(element.src.startsWith(location.origin) || element.type === "application/ld+json");
    if (bends || isForeign || runs) bad.push(element.outerHTML.slice(0, 200));
  }
  return bad;
}"""
ADDRESSES = ("/recherche?q=", "/questions?etiquette=", "/connexion?next=", "/questions/9-")
FIRST_GROUP = "entraide-et-conseils-aux-associations"
TOGETHER = 25
SUBMIT = """([action, fields]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}"""


@pytest.fixture
def attacker(arrive: Arrive, live_server: Site) -> Person:
    """Return somebody who may write everywhere."""
    person = arrive("Mallory")
    confirms(person, live_server.data_dir)
    person.page.on("dialog", lambda dialog: pytest.fail(f"It ran: {dialog.message}"))
    return person


def payloads(*names: str) -> list[str]:
    """Return the lines of some published lists, each once."""
    files = chain.from_iterable(sorted(real("hostile-xss").glob(name)) for name in names)
    lines = chain.from_iterable(_lines(file) for file in files)
    return list(dict.fromkeys(line for line in lines if line.strip()))


def test_attacks_in_texts_stay_text(attacker: Person):
    url = attacker.asks("Que devient un texte hostile ?")
    thread = re.findall(r"/questions/(\d+)", url)[0]
    attacks = payloads("patt_*.txt")
    for first in range(0, len(attacks), TOGETHER):
        body = "\n\n".join(attacks[first : first + TOGETHER])[:19_000]
        attacker.context.request.post(f"/questions/{thread}/reponses", form={"body": body})
    address: str | None = f"{url}?ordre=temps"

    seen = 0
    while address:
        attacker.goes_to(address)
        attacker.page.wait_for_timeout(100)
        assert attacker.page.evaluate(BENT) == []
        seen += attacker.page.locator(".post-body").count()
        following = attacker.page.locator("a[rel=next]")
        address = following.get_attribute("href") if following.count() else None
    assert seen > 50


def test_attacks_in_names_titles_and_tags_stay_text(attacker: Person):
    for attack in payloads("patt_RSNAKE*", "patt_XSS_Poly*")[::5]:
        page = attacker.page
        name = attack[:60]
        told = dict.fromkeys(("sentence", "associations", "can_help", "seeks_help"), attack[:150])
        send(page, "/parametres", {"display_name": name, **told})
        question = {
            "group": FIRST_GROUP,
            "kind": "question",
            "title": attack[:150],
            "tags": attack[:30],
        }
        send(page, "/questions/nouvelle", {**question, "body": attack})
        terms = {
            "visibility": "public",
            "joining": "open",
            "rules": attack,
            "purpose": attack[:200],
        }
        send(page, "/groupes/nouveau", {"name": name, **terms})

    for address in ("/", "/questions", "/groupes", f"/membres/{attacker.handle}", "/brouillons"):
        attacker.goes_to(address)
        assert attacker.page.evaluate(BENT) == []


def test_attacks_in_addresses_stay_text(attacker: Person):
    attacks = payloads("patt_XSS_Poly*", "patt_BRUTELOGIC-XSS-S*")[::2]
    for attack, address in zip(attacks, cycle(ADDRESSES), strict=False):
        attacker.page.goto(address + re.sub(r"[^\w.-]", _percent, attack[:150]))
        assert attacker.page.evaluate(BENT) == []


def send(page: Page, address: str, fields: dict[str, str]) -> None:
    """Send a form as a page would, and look at the page that answers."""
    with page.expect_navigation(wait_until="load"):
        page.evaluate(SUBMIT, [address, fields])
    assert page.evaluate(BENT) == []


def _lines(file: Path) -> list[str]:
    """Return the lines of a list, whatever it is written in."""
    return file.read_text("utf-8", errors="replace").splitlines()


def _percent(found: re.Match[str]) -> str:
    """Return a character as addresses hold it."""
    return "".join(f"%{byte:02X}" for byte in found.group().encode())
