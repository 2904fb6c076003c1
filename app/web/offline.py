"""Pages that browsers keep, to be read without a line. Source: `static/js/sw.js`."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import after_this_request
from werkzeug.wrappers import Response

HEADER, KEEP = "X-Offline", "keep"
View = TypeVar("View", bound=Callable[..., Any])


def readable_offline(view: View) -> View:
    """Let the page be kept: one that people read, and that changes nothing by being opened."""

    @wraps(view)
    def marked(*args: object, **kwargs: object) -> object:
        after_this_request(_mark)
        return view(*args, **kwargs)

    return cast("View", marked)


def _mark(response: Response) -> Response:
    """Say on an answer that it is to be kept."""
    response.headers[HEADER] = KEEP
    return response
