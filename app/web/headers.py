"""Headers that protect readers, on every answer."""

from flask import Flask
from werkzeug.wrappers import Response

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""Source: Content Security Policy Level 3. `'self'` covers the WebSocket of the same origin."""


CLEARED = '"cache"'
"""What a browser forgets when somebody is signed out. Source: Clear Site Data (W3C).

Not "storage": what somebody wrote and could not send yet is in there.
"""


def init_headers(app: Flask) -> None:
    """Put the headers on every answer."""
    app.after_request(_protect)


def _protect(response: Response) -> Response:
    """Add what is not there yet."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    headers.setdefault("Cache-Control", "private, no-cache")
    return response
