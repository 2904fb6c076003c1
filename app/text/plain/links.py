"""Addresses of links written out beside them, for paper."""

import re
from html import escape, unescape

from markupsafe import Markup

_LINK = re.compile(r'<a((?:\s+[\w-]+="[^"]*")*)\s*>(.*?)</a>', re.DOTALL)
_HREF = re.compile(r'\shref="([^"]*)"')
_IS_MENTION = re.compile(r'\sclass="mention"')
_TAG = re.compile(r"<[^>]*>")


def written_out(html: Markup, site: str) -> Markup:
    """Return HTML that `render` made with the address of each link behind it, in brackets.

    Links that show their address already, and names of people, stay as they are.

    Args:
        html: of a post.
        site: address of this site, for links that begin with a slash.
    """
    return Markup(_LINK.sub(lambda link: link.group() + _behind(link, site), str(html)))


def _behind(link: re.Match[str], site: str) -> str:
    """Return what stands behind a link."""
    attributes, inside = link.groups()
    href = _HREF.search(attributes)
    if href is None or _IS_MENTION.search(attributes):
        return ""
    address = unescape(href.group(1))
    if address.startswith("/"):
        address = site + address
    address = address.removeprefix("mailto:")
    if _bare(unescape(_TAG.sub("", inside))) == _bare(address):
        return ""
    return f' <span class="address">({escape(address)})</span>'


def _bare(address: str) -> str:
    """Return an address as people may have written it."""
    return address.strip().removeprefix("https://").removeprefix("http://").rstrip("/")
