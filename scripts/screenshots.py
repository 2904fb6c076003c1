"""Take the pictures of the README: `make screenshots`."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from scripts.demo_site import ROOT, demo_site, find_chromium
from tests.journeys.letters import link_of_letter
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
TRIAL = "/parametres/notifications?quoi=forum.opened&qui=friend&fil=normal&groupe="
OWN = (
    ("notifications-phone-light", "/notifications", PHONE, "light"),
    ("autres-phone-dark", "/notifications?voir=autres", PHONE, "dark"),
    ("amis-phone-light", "/amis", PHONE, "light"),
    ("reglages-desk-light", f"{TRIAL}#essai", DESK, "light"),
)
"""Of somebody to whom something happened: notices, the drawer, friends, what would happen if."""
SETTLED_MS = 500
"""Until what comes after the page, as the number on the bell, is there."""
GROUP = "entraide-et-conseils-aux-associations"
FRIEND = "Nadia Belkacem"
QUESTION = "Qui prête une sono pour la fête des voisins ?"
ANSWERS = {
    "Nadia Belkacem": "Nous, à Foix : deux enceintes et un micro. Écrivez-moi.",
    "Gilles Fabre": "La mairie aussi en a une, il faut demander un mois avant.",
}
NEWS = {
    "Nadia Belkacem": ("Notre loto a rempli la salle des fêtes",),
    "Gilles Fabre": ("La mairie nous prête un local le mardi", "Trente kilos de crêpes plus tard"),
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
        asker = _asker(browser, site.url)
        asker.goto(link_of_letter(site.data_dir, "jeanne@example.org", "Confirmez"))
        asker.get_by_role("button", name="Confirmer mon adresse").click()
        for name, address, size, colours in OWN:
            asker.set_viewport_size({"width": size[0], "height": size[1]})
            asker.emulate_media(color_scheme="dark" if colours == "dark" else "light")
            _take(asker, address, name, has_why=address == "/notifications")
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


def _take(page: Page, address: str, name: str, *, has_why: bool = False) -> None:
    """Take one picture; of notices, with the reason of the first one open."""
    page.goto(address)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(SETTLED_MS)
    if has_why:
        page.locator(".notice-why summary").first.click()
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    if path.stat().st_size > LARGEST_BYTES:
        print(f"{path.name} is heavier than {LARGEST_BYTES} bytes")


def _asker(browser: Browser, url: str) -> Page:
    """Return a page of somebody with a friend, whose question was answered."""
    asker = _sign_up(_open(browser, url, PHONE, "light"), "Jeanne Morel")
    asker.goto("/questions/nouvelle")
    asker.get_by_role("textbox", name="Titre").fill(QUESTION)
    asker.get_by_role("textbox", name="Votre texte").fill("Pour samedi en huit, en plein air.")
    asker.get_by_role("main").get_by_role("button", name="Publier").click()
    asker.wait_for_url("**/questions/*-*")
    thread, _dash, _slug = asker.url.partition("-")
    asker.goto("/groupes")
    for name, answer in ANSWERS.items():
        helper = _sign_up(_open(browser, url, DESK, "light"), name)
        if name == FRIEND:
            _befriend(helper, asker)
        helper.goto(thread)
        helper.request.post(f"{thread}/reponses", form={"body": answer})
        new = {"kind": "discussion", "body": "Merci à toutes celles et ceux qui étaient là."}
        for title in NEWS[name]:
            helper.request.post(f"/questions/nouvelle?groupe={GROUP}", form={**new, "title": title})
    return asker


def _befriend(one: Page, other: Page) -> None:
    """Let one ask, and the other accept."""
    message = "On s’est vues au forum des associations."
    handles = [f"/amis/{name}" for name in ("jeanne-morel", "nadia-belkacem")]
    one.request.post(f"{handles[0]}/demander", form={"message": message})
    other.request.post(f"{handles[1]}/accepter")


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
