"""How tests are shared out among processes: what needs the same machinery stays together."""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

_TOGETHER = (
    "tests/journeys/",  # one site, and one Chromium
    "tests/live/test_server.py",  # a web process
    "tests/live/test_nodes.py",  # two web processes each
    "tests/live/test_company_of_nodes.py",
    "tests/live/test_lost_messages.py",
    "tests/threads/test_new_kind.py",  # a site of its own
    "tests/web/test_malformed.py",  # a web process each
    "tests/web/test_real_server.py",
    "tests/forum/test_page_lives.py",  # two processes of Node
    "tests/test_architecture.py",  # every source, read once
)


_UNMEASURED = (
    "tests/friends/test_secrets.py",
    "tests/journeys/",
    "tests/real/",
    "tests/test_security.py",
)
"""Much runs there that others cover, and measuring it takes half as long again."""


class Sharing(LoadScopeScheduling):
    """Shares out these places whole, the largest first, and all else test by test."""

    def _split_scope(self, nodeid: str) -> str:
        """Return what a test goes to the same process with."""
        return next((place for place in _TOGETHER if nodeid.startswith(place)), nodeid)


@pytest.hookimpl
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Sharing:
    """Share out our way, whatever `--dist` says."""
    return Sharing(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that nothing long is left at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    for item in items:
        if item.nodeid.startswith(_UNMEASURED) or item.get_closest_marker("slow"):
            item.add_marker("no_cover")
