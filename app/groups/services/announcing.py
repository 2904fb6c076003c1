"""How rooms above tell groups of themselves, from their cards."""

from collections.abc import Callable

from flask import Flask

from app.groups.news import CountNews, announce_counter


def counts_news(count: CountNews) -> Callable[[Flask], None]:
    """Return what announces who knows in how many threads of each group something new stands.

    Args:
        count: a member → the number for each group that has any. One query.
    """
    return lambda app: announce_counter(app, count)
