"""The ways to order a list, as links."""

from app.forum.queries.lists import TABS
from app.web.paging import CURSOR, here_with


def tabs_here() -> list[tuple[str, str]]:
    """Return each way to order the list of this page, with its address."""
    return [(name, here_with(onglet=name, **{CURSOR: None})) for name in TABS]
