"""Links around a list."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request
from werkzeug.datastructures import MultiDict

from app.core.paging import Page

CURSOR = "apres"
"""The name of the cursor in addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where the neighbours of this page of a list are."""

    next_url: str | None
    previous_url: str | None


def pager(page: Page[Any]) -> Pager:
    """Return the links around the page that was asked for."""
    return Pager(
        next_url=here_with(**{CURSOR: page.next_cursor}) if page.next_cursor else None,
        previous_url=here_with(**{CURSOR: None}) if request.args.get(CURSOR) else None,
    )


def here_with(**changes: str | int | None) -> str:
    """Return the address of this page with other arguments; `None` leaves one out."""
    args = MultiDict(request.args)
    for name, value in changes.items():
        args.pop(name, None)
        if value is not None:
            args[name] = str(value)
    query = urlencode(list(args.items(multi=True)))
    return f"{request.path}?{query}" if query else request.path
