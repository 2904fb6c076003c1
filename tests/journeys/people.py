"""What people do on the pages, in the words they read there."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.letters import link_of_letter

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
ZOOMED: dict[str, Any] = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}
PASSWORD = "trois chaises pliantes"
_TRIES, _PAUSE_MS = 40, 500
"""How often, and how many milliseconds apart, a page is looked at again."""
THREAD = re.compile(r"/questions/\d+-")


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody at a browser of their own, looking at one page of it."""

    name: str
    number: int
    context: BrowserContext
    page: Page
    runs_scripts: bool = True
    password: str = PASSWORD

    @property
    def handle(self) -> str:
        """What they are called by."""
        return f"essai-{self.number}"

    @property
    def email(self) -> str:
        """Where letters reach them."""
        return f"{self.handle}@example.org"

    def sign_up(self) -> None:
        """Open an account without looking at a page; the cookie stays in the browser."""
        answer = self.context.request.post(
            "/inscription",
            form={
                "display_name": self.name,
                "handle": self.handle,
                "email": self.email,
                "password": self.password,
                "accept_rules": "y",
            },
            max_redirects=0,
        )
        assert answer.status == 303, answer.text()

    def goes_to(self, address: str) -> None:
        """Open an address, and wait until the page is awake."""
        self.page.goto(address)
        self._waits()

    def finds(self, address: str, what: str) -> Locator:
        """Open an address until something is there: those who tell of it take a moment."""
        for _ in range(_TRIES):
            self.goes_to(address)
            if self.page.locator(what).count():
                break
            self.page.wait_for_timeout(_PAUSE_MS)
        return self.page.locator(what)

    def tab(self, address: str) -> Page:
        """Open an address in another tab, and wait until the page is awake."""
        page = self.context.new_page()
        go_to(page, address)
        return page

    def asks(self, title: str, body: str = "Nous voudrions bien faire.", group: str = "") -> str:
        """Ask a question, in a group if one is named; return the address of its thread."""
        self.goes_to(f"/questions/nouvelle?groupe={group}")
        self.page.get_by_role("textbox", name="Titre").fill(title)
        self.page.get_by_role("textbox", name="Votre texte").fill(body)
        self.page.get_by_role("main").get_by_role("button", name="Publier").click()
        self.page.wait_for_url(THREAD)
        self._waits()
        return self.page.url

    def answers(self, text: str) -> None:
        """Answer the thread that is open."""
        form = self.page.locator("#repondre")
        form.get_by_role("textbox").fill(text)
        form.get_by_role("button", name="Publier").click()
        expect(post_saying(self.page, text)).to_be_visible()

    def _waits(self) -> None:
        """Wait until the page is awake, if it ever will be."""
        if self.runs_scripts:
            wait_until_awake(self.page)


def go_to(page: Page, address: str) -> None:
    """Open an address, and wait until the page is awake."""
    page.goto(address)
    wait_until_awake(page)


def wait_until_awake(page: Page) -> None:
    """Wait until the scripts of the page hear what one does."""
    page.locator("html[data-awake]").wait_for(state="attached")


def post_saying(page: Page, text: str) -> Locator:
    """Return the post of a thread that says this."""
    return page.get_by_role("article").filter(has_text=text)


def confirms(person: Person, data_dir: Path) -> None:
    """Confirm an address, by the letter that came to it."""
    person.goes_to(link_of_letter(data_dir, person.email, "Confirmez"))
    person.page.get_by_role("button", name="Confirmer mon adresse").click()
    expect(person.page.get_by_role("heading", name="Votre adresse est confirmée")).to_be_visible()


def badge(page: Page) -> Locator:
    """Return the number of unread notices that is in sight."""
    return page.locator("[data-badge]:visible [data-badge-count]")


def until(page: Page, holds: str) -> None:
    """Wait until a promise of the page holds: `wait_for_function` would take any for true.

    Args:
        page: what is asked.
        holds: JavaScript for a function that returns the promise.
    """
    for _ in range(_TRIES):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(_PAUSE_MS)
    pytest.fail(f"It never came to hold: {holds}")
