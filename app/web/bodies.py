"""How much a form may hold: reading one of 16 MB keeps everybody waiting for 14 seconds.

Source: werkzeug 3.1, `FormDataParser`, which puts no bound of its own on forms without files.
"""

from flask import Flask, request

FORM_BYTES = 512 * 1024
"""Room for the longest text with its draft, each of its characters written as twelve."""
_TYPED = "application/x-www-form-urlencoded"


def init_bodies(app: Flask) -> None:
    """Bound what is read of a form before anything reads it."""
    app.before_request(_bound)


def _bound() -> None:
    """Let the server refuse a form that nobody types; one with a picture has its own bounds."""
    if request.mimetype == _TYPED:
        request.max_content_length = FORM_BYTES
