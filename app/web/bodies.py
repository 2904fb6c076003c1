"""What a request may hold, whoever sends it.

A form: reading one of 16 MB keeps everybody waiting for 14 seconds. Source: werkzeug 3.1,
`FormDataParser`, which puts no bound of its own on forms without files.

An address: arguments in bytes that are no UTF-8, as no browser writes them, are let through by web
servers and stop werkzeug 3.1, `Request.args`. They are read like the same bytes after a `%`.
"""

from typing import Any
from urllib.parse import quote

from flask import Flask, Request, request

FORM_BYTES = 512 * 1024
"""Room for the longest text with its draft, each of its characters written as twelve."""
_TYPED = "application/x-www-form-urlencoded"
_ASCII = bytes(range(128))


class Asked(Request):
    """A request whose address can be read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        """Write as ASCII what should have come so."""
        super().__init__(*args, **kwargs)
        if not self.query_string.isascii():
            self.query_string = quote(self.query_string, safe=_ASCII).encode()


def init_bodies(app: Flask) -> None:
    """Bound what is read of a form, and mend what cannot be read, before anything reads it."""
    app.request_class = Asked
    app.before_request(_bound)


def _bound() -> None:
    """Let the server refuse a form that nobody types; one with a picture has its own bounds."""
    if request.mimetype == _TYPED:
        request.max_content_length = FORM_BYTES
