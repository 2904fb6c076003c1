"""Which addresses a push may go to: those of services on the internet, never of our own network."""

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from app.letters.push.limits import ENDPOINT_LENGTH

_HTTPS_PORT = 443
_NAME = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.ASCII)
"""Labels of letters, digits and hyphens; the last one of letters. Source: RFC 1123 §2.1."""
_UNICAST = IPv6Network("2000::/3")
_TUNNELS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))
"""6to4 and Teredo: an address within holds another, of the old protocol."""


def is_endpoint(text: str) -> bool:
    """Tell whether a browser may have been given this address by its push service."""
    if len(text) > ENDPOINT_LENGTH or not text.isascii() or not text.isprintable() or " " in text:
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    is_plain = parts.username is None and parts.password is None and not parts.fragment
    is_usual = parts.scheme == "https" and port in {None, _HTTPS_PORT}
    return is_plain and is_usual and _is_name(parts)


def is_at(endpoint: str, hosts: Iterable[str]) -> bool:
    """Tell whether an address is at one of these hosts; `*.` stands for anything before it."""
    host = urlsplit(endpoint).hostname or ""
    return any(
        host.endswith(name.removeprefix("*")) if name.startswith("*.") else host == name
        for name in hosts
    )


def is_public(address: str) -> bool:
    """Tell whether an address of the network is one of the internet at large."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return found.is_global and not found.is_multicast and not found.is_reserved
    is_tunnel = any(found in tunnel for tunnel in _TUNNELS)
    return found.is_global and found in _UNICAST and not is_tunnel


def _is_name(parts: SplitResult) -> bool:
    """Tell whether the host is named, and not by a number or in brackets."""
    return "[" not in parts.netloc and _NAME.fullmatch(parts.hostname or "") is not None
