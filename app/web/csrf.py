"""Requests that other sites make in a member's name are refused.

Source: Fetch Metadata (W3C) and RFC 6454. Every browser since 2023 says where a request comes
from; older ones send `Origin` with every POST. A program that sends neither carries no
member's cookie by accident. So no form needs a token, and cached pages hold nothing of a viewer.
"""

from flask import Flask, current_app, request

from app.core.errors import Forbidden
from app.core.i18n import _
from app.web.addresses import split_address

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def init_origins(app: Flask) -> None:
    """Check the origin of every request that may change something."""
    app.before_request(_refuse_foreign)


def _refuse_foreign() -> None:
    if request.method not in _SAFE and not _is_from_here():
        raise Forbidden(_("This request came from another site and was refused."))


def _is_from_here() -> bool:
    """Tell whether the request was made by a page of this site, or by no page at all."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or _is_ours(origin)


def _is_ours(origin: str) -> bool:
    """Tell whether an origin is this site: over https where the site is, or its host over http.

    Whoever sits on the line can make up a page of `http://` our host; none of `https://`.
    """
    parts = split_address(origin)
    is_secure: bool = current_app.config["SETTINGS"].is_secure
    return parts.netloc == request.host and (parts.scheme == "https" or not is_secure)
