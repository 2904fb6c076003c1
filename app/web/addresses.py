"""Addresses on this site: the ones we go back to, slugs, and converters for routes."""

import re
from urllib.parse import SplitResult, quote, urlsplit

from flask import Flask, current_app, request
from werkzeug.routing import BaseConverter, IntegerConverter, ValidationError

from app.core.errors import NotFound
from app.core.ids import ID_DIGITS
from app.core.subjects import SubjectRef

ADDRESS_LENGTH = 2000
"""Characters of the longest address we go back to."""
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")


class SubjectConverter(BaseConverter):
    """Reads `forum.post:12` from an address."""

    regex = rf"[a-z]+\.[a-z]+:[0-9]{{1,{ID_DIGITS}}}"

    def to_python(self, value: str) -> SubjectRef:
        """Return the pointer."""
        try:
            return SubjectRef.parse(value)
        except NotFound as error:
            raise ValidationError from error

    def to_url(self, value: SubjectRef) -> str:
        """Return the written form."""
        return str(value)


class NumberConverter(IntegerConverter):
    """Reads the number of a row; one that no column can hold leads nowhere."""

    regex = rf"[0-9]{{1,{ID_DIGITS}}}"


def init_addresses(app: Flask) -> None:
    """Teach routes to read subjects, and numbers no longer than databases take."""
    app.url_map.converters["int"] = NumberConverter
    app.url_map.converters["subject"] = SubjectConverter


def safe_next(address: str | None, *, default: str = "/") -> str:
    r"""Return the address when it is a path of this site, the default otherwise.

    `//evil.example` and `/\evil.example` begin with a slash too, and lead elsewhere.
    """
    if not address or not address.startswith("/") or address.startswith("//"):
        return default
    if _UNFIT.search(address) or len(address) > ADDRESS_LENGTH:
        return default
    return address


def came_from(*, default: str = "/") -> str:
    """Return the page of this site on which the form was, the default otherwise."""
    parts = split_address(request.referrer or "")
    if not parts.netloc or parts.netloc != request.host:
        return default
    query = f"?{parts.query}" if parts.query else ""
    return safe_next(f"{parts.path}{query}", default=default)


def split_address(address: str) -> SplitResult:
    """Return the parts of an address that a browser sent; nothing of one that is none."""
    try:
        return urlsplit(address)
    except ValueError:  # `http://[`
        return urlsplit("")


def this_address() -> str:
    """Return path and query of this request, fit for `next`."""
    query = request.query_string.decode("latin-1")
    return quote(request.path) + (f"?{query}" if query else "")


def site_url() -> str:
    """Return the public address of the site, without a trailing slash."""
    known: str | None = current_app.config["SETTINGS"].site_url
    return known or request.host_url.rstrip("/")
