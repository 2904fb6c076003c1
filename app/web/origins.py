"""Requests that other sites make in a member's name are refused.

Source: Fetch Metadata (W3C) and RFC 6454. Every browser since 2023 says where a request comes
from; older ones send `Origin` with every POST. A program that sends neither carries no
member's cookie by accident. So no form needs a token, and cached pages hold nothing of a viewer.
"""

from flask import Flask, request

from app.core.errors import Forbidden
from app.core.i18n import _
from app.web.addresses import split_address

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def init_origins(app: Flask) -> None:
    """Check the origin of every request that may change something."""
    app.before_request(_refuse_foreign)


def _refuse_foreign() -> None:
    """Refuse a change asked for from another site."""
    if request.method not in _SAFE and not _is_from_here():
        raise Forbidden(_("This request came from another site and was refused."))


def _is_from_here() -> bool:
    """Tell whether the request was made by a page of this site, or by no page at all."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or split_address(origin).netloc == request.host
