"""The outermost layer: what no part of the application should ever have to doubt.

A host that is none stops Flask before it can answer; a prefix moves every address of every page,
and is nothing that this site has; an address that is none cannot be counted for.
"""

import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_LABEL = "[a-z0-9_][a-z0-9_-]{0,62}"
_HOST = re.compile(
    rf"(?:((?:{_LABEL}\.)*{_LABEL}\.?)|\[([0-9a-f:.]{{2,45}})\])(?::[0-9]{{1,5}})?",
    re.IGNORECASE | re.ASCII,
)
"""A name or an address, with or without a port. Source: RFC 3986 §3.2.2, RFC 1035 §2.3.4."""
_NAME_LENGTH = 253
_REFUSAL = b"Bad Request\n"


def init_gateway(app: Flask, *, trusted_proxies: int) -> None:
    """Put the layer around all others; call it last.

    The address that was asked for is read as so many proxies in front tell it.
    """
    app.wsgi_app = _checked(app.wsgi_app)  # type: ignore[method-assign,assignment] # Flask's own advice
    if trusted_proxies:
        hops = (trusted_proxies,) * 3
        app.wsgi_app = ProxyFix(app.wsgi_app, *hops)  # type: ignore[method-assign] # as above


def _checked(application: "WSGIApplication") -> "WSGIApplication":
    """Refuse a request whose host is none, and pass on the others without a prefix."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        host: str | None = environ.get("HTTP_HOST")
        if host is not None and not _is_host(host):
            headers = [("Content-Type", "text/plain"), ("Content-Length", str(len(_REFUSAL)))]
            start_response("400 Bad Request", headers)
            return (_REFUSAL,)
        environ["SCRIPT_NAME"] = ""
        environ["REMOTE_ADDR"] = _address(environ.get("REMOTE_ADDR", ""))
        return application(environ, start_response)

    return answer


def _is_host(sent: str) -> bool:
    """Tell whether this is a host, as requests name theirs."""
    parts = _HOST.fullmatch(sent)
    if parts is None:
        return False
    name, address = parts.groups()
    return len(name) <= _NAME_LENGTH if name else bool(_address(address))


def _address(sent: str) -> str:
    """Return an address as it is written; nothing for what is none, such as `unknown`."""
    try:
        return str(ip_address(sent))
    except ValueError:
        return ""
