"""A real server with the demonstration community, and the browsers of people who come to it."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, expect

from scripts.demo_site import Site, demo_site
from tests.journeys.people import DESK, Person
from tests.servers import CHROMIUM_ARGS

_HERE = Path(__file__).parent
_NAMES = itertools.count(1)
_PATIENCE = 15_000
"""Milliseconds: journeys say what comes, benchmarks say how soon."""
expect.set_options(timeout=_PATIENCE)


Browsers = Callable[..., BrowserContext]
"""(**how) → somebody's browser, to which nobody is signed in yet."""
Arrive = Callable[..., Person]
"""(name, device=DESK, **how) → somebody who has just signed up, at a browser of their own."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys need no application of this process."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker("no_app")


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the site, filled once and served until the last journey is over."""
    with demo_site(tmp_path_factory.mktemp("journeys")) as site:
        yield site


@pytest.fixture(scope="session")
def base_url(live_server: Site) -> str:
    """Return what addresses begin with."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(base_url: str) -> dict[str, Any]:
    """Return what all browsers have in common: people here read French."""
    return {"base_url": base_url, "locale": "fr-FR", "timezone_id": "Europe/Paris"}


@pytest.fixture(scope="session")
def large_letters(launch_browser: Callable[..., Browser]) -> Iterator[Browser]:
    """Return a browser whose reader asked for letters twice as large."""
    browser = launch_browser(args=[*CHROMIUM_ARGS, "--blink-settings=defaultFontSize=32"])
    yield browser
    browser.close()


@pytest.fixture
def browsers(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Browsers]:
    """Return a maker of browsers, and refuse what no page may do: fail, or break the policy."""
    contexts: list[BrowserContext] = []
    broken: list[str] = []

    def note(line: ConsoleMessage) -> None:
        if "Security Policy" in line.text:
            broken.append(line.text)

    def make(**how: Any) -> BrowserContext:  # noqa: ANN401 - as Playwright takes them
        context = browser.new_context(**{**browser_context_args, **how})
        context.set_default_timeout(_PATIENCE)
        context.on("weberror", lambda error: broken.append(str(error.error)))
        context.on("console", note)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert not broken


@pytest.fixture
def arrive(browsers: Browsers) -> Arrive:
    """Return a maker of people, each signed in at a browser of their own."""

    def make(name: str, device: dict[str, Any] = DESK, **how: Any) -> Person:  # noqa: ANN401 - as Playwright takes them
        context = browsers(**{**device, **how})
        return new_person(context, name, runs_scripts=how.get("java_script_enabled", True))

    return make


def new_person(context: BrowserContext, name: str, *, runs_scripts: bool = True) -> Person:
    """Return somebody who has just signed up at a browser."""
    person = Person(
        name=name,
        number=next(_NAMES),
        context=context,
        page=context.new_page(),
        runs_scripts=runs_scripts,
    )
    person.sign_up()
    return person
