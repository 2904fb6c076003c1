"""Where a link may lead, and what an address looks like in running text."""

import re

from app.text.plain.entities import decoded

_BARE_DOMAIN = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*\.[A-Za-z]{2,24}(?:[/?#]|$)")
_MAILBOX = re.compile(
    r"[A-Za-z0-9](?:[\w.+-]{0,62}\w)?@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"
)
_MAY_BE_FOLLOWED = re.compile(
    r"(?:https?://[^/?#\\]|mailto:|/(?![/\\])|[#?])[^\x00-\x20\x7f]*|[/#]", re.IGNORECASE
)


def followable(typed: str) -> str | None:
    """Return the address a link leads to, or nothing when it is none we would send people to."""
    address = decoded(typed).strip().replace(" ", "%20")
    if _MAILBOX.fullmatch(address):
        address = f"mailto:{address}"
    elif _BARE_DOMAIN.match(address):
        address = f"https://{address}"
    return address if _MAY_BE_FOLLOWED.fullmatch(address) else None
