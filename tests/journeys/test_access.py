"""Every page, looked at by axe: in light and dark, as a visitor and as a member."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from scripts.demo_site import Site
from tests.journeys.addresses import ADDRESSES, MORE, NOT_PAGES
from tests.journeys.conftest import new_person
from tests.journeys.people import Person
from tests.journeys.stage import Stage, furnish
from tests.tree import ROOT

TALL = {"viewport": {"width": 360, "height": 2400}, "reduced_motion": "reduce"}
"""What scrolls under the bar at the bottom would be reported as covered."""
AXE = Path(ROOT, "node_modules/axe-core/axe.min.js")
RUN = """async (rules) => {
  const found = await axe.run(document, rules ? { runOnly: { type: "rule", values: rules } } : {});
  return found.violations.map(({ id, nodes }) =>
    `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" ¦ ")}`);
}"""
TOAST = """async () => {
  const main = document.querySelector("script[type=module]").src;
  const { showToast } = await import(main.replace("main.js", "toast.js"));
  showToast("Karim vous a répondu.", { href: "/questions" });
}"""
ALL = {**ADDRESSES, **MORE}
COLOURS = ["color-contrast", "link-in-text-block"]


@pytest.fixture(scope="module")
def member(browser: Browser, browser_context_args: dict[str, Any]) -> Person:
    """Return somebody who has done something of everything."""
    how = {**browser_context_args, **TALL, "bypass_csp": True}
    return new_person(browser.new_context(**how), "Colette Marin")


@pytest.fixture(scope="module")
def stage(
    member: Person, browser: Browser, browser_context_args: dict[str, Any], live_server: Site
) -> Stage:
    """Return what addresses are filled with."""
    other = new_person(browser.new_context(**browser_context_args), "Théo Lambert")
    return furnish(member, other, live_server)


@pytest.fixture(scope="module")
def visitor(browser: Browser, browser_context_args: dict[str, Any]) -> Page:
    """Return a page of somebody who is not signed in."""
    return browser.new_context(**{**browser_context_args, **TALL, "bypass_csp": True}).new_page()


def test_every_page_has_an_address_here(app: Flask):
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}

    assert pages == set(ADDRESSES) | NOT_PAGES


@pytest.mark.walk
@pytest.mark.parametrize("name", ALL)
def test_a_member_finds_no_obstacle(name: str, member: Person, stage: Stage):
    address = ALL[name].format(**stage)
    member.goes_to(address)

    assert "/connexion" not in member.page.url or "/connexion" in address
    assert obstacles(member.page) == []


@pytest.mark.walk
@pytest.mark.parametrize("name", ALL)
def test_a_visitor_finds_no_obstacle(name: str, visitor: Page, stage: Stage):
    address = ALL[name].format(**stage)
    visitor.goto(address)

    if urlsplit(visitor.url).path != "/connexion" or address == "/connexion":
        assert obstacles(visitor) == []


def test_what_is_said_in_a_corner_is_no_obstacle(member: Person):
    member.goes_to("/regles")
    member.page.evaluate(TOAST)
    expect(member.page.locator(".toast")).to_be_visible()

    assert obstacles(member.page) == []


def obstacles(page: Page) -> list[str]:
    """Return what axe has against a page: all its rules in light, those of colours in the dark."""
    page.emulate_media(color_scheme="light")
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(RUN, None)
    page.emulate_media(color_scheme="dark")
    return found + [f"dark: {one}" for one in page.evaluate(RUN, COLOURS)]
