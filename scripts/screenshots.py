"""Take the pictures of the README: `make screenshots`."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from scripts.demo_site import ROOT, demo_site, find_chromium
from tests.servers import CHROMIUM_ARGS

FOLDER = ROOT / "docs" / "img"
LARGEST_BYTES = 150_000
PHONE, DESK = (360, 740), (1280, 800)
PICTURES = (
    ("home-phone-light", "/", PHONE, "light"),
    ("thread-phone-light", "/questions/40", PHONE, "light"),
    ("list-desk-light", "/questions", DESK, "light"),
    ("thread-desk-dark", "/questions/40", DESK, "dark"),
)
"""Name, address, size and colours, as a visitor sees it."""
NOTICES = ("notifications-phone-light", "/notifications", PHONE, "light")
"""Of somebody to whom something happened."""
QUESTION = "Qui prête une sono pour la fête des voisins ?"
ANSWERS = {
    "Nadia Belkacem": "Nous, à Foix : deux enceintes et un micro. Écrivez-moi.",
    "Gilles Fabre": "La mairie aussi en a une, il faut demander un mois avant.",
}


def main() -> None:
    """Serve the demonstration community and photograph it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        demo_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(CHROMIUM_ARGS)
        )
        for name, address, size, colours in PICTURES:
            _take(_open(browser, site.url, size, colours).new_page(), address, name)
        name, address, size, colours = NOTICES
        _take(_asker(browser, site.url, size, colours), address, name)
        browser.close()


def _open(browser: Browser, url: str, size: tuple[int, int], colours: str) -> BrowserContext:
    """Return a browser of somebody."""
    how: Mapping[str, Any] = {
        "base_url": url,
        "viewport": {"width": size[0], "height": size[1]},
        "color_scheme": colours,
        "locale": "fr-FR",
        "service_workers": "block",
    }
    return browser.new_context(**how)


def _take(page: Page, address: str, name: str) -> None:
    """Take one picture."""
    page.goto(address, wait_until="networkidle")
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    if path.stat().st_size > LARGEST_BYTES:
        print(f"{path.name} is heavier than {LARGEST_BYTES} bytes")


def _asker(browser: Browser, url: str, size: tuple[int, int], colours: str) -> Page:
    """Return a page of somebody whose question was answered, and liked."""
    asker = _sign_up(_open(browser, url, size, colours), "Jeanne Morel")
    asker.goto("/questions/nouvelle")
    asker.get_by_role("textbox", name="Titre").fill(QUESTION)
    asker.get_by_role("textbox", name="Votre texte").fill("Pour samedi en huit, en plein air.")
    asker.get_by_role("main").get_by_role("button", name="Publier").click()
    asker.wait_for_url("**/questions/*-*")
    thread, _dash, _slug = asker.url.partition("-")
    asker.goto("/groupes")
    for name, answer in ANSWERS.items():
        helper = _sign_up(_open(browser, url, DESK, "light"), name)
        helper.goto(thread)
        helper.request.post(f"{thread}/reponses", form={"body": answer})
        helper.locator("[data-post]").first.get_by_role("button", name="J’aime").click()
        helper.locator(".like [aria-pressed=true]").first.wait_for()
    return asker


def _sign_up(context: BrowserContext, name: str) -> Page:
    """Open an account; return a page of its owner."""
    fields = {
        "display_name": name,
        "email": f"{name.split(maxsplit=1)[0].lower()}@example.org",
        "password": "trois chaises pliantes",
        "accept_rules": "y",
    }
    context.request.post("/inscription", form={**fields}, max_redirects=0)
    return context.new_page()


if __name__ == "__main__":
    main()
