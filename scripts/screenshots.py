"""Take the pictures of the README: `python -m scripts.screenshots`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts.demo_site import ROOT, demo_site, find_chromium
from tests.servers import CHROMIUM_ARGS

FOLDER = ROOT / "docs" / "img"
PHONE, DESK = (360, 740), (1280, 800)
PICTURES = (
    ("home-phone-light", "/", PHONE, "light"),
    ("thread-phone-light", "/questions/40", PHONE, "light"),
    ("list-desk-light", "/questions", DESK, "light"),
    ("thread-desk-dark", "/questions/40", DESK, "dark"),
)
"""Name, address, size and colours."""


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
            _take(browser, site.url + address, FOLDER / f"{name}.png", size, colours)
        browser.close()


def _take(browser: Browser, url: str, path: Path, size: tuple[int, int], colours: str) -> None:
    """Take one picture."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if colours == "dark" else "light",
        locale="fr-FR",
        service_workers="block",
    )
    page.goto(url, wait_until="networkidle")
    page.screenshot(path=path)
    page.close()


if __name__ == "__main__":
    main()
