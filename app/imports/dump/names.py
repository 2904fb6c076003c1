"""Names as they are told apart: who wrote something, and what a thing is called for good."""

import hashlib
import re

from app.imports.limits import KEY_LENGTH

_BETWEEN_NAMES = re.compile(r"\s+et\s+|\s*[,&/]\s*")


def people_in(names: str) -> list[str]:
    """Return the names in a line such as “Léa et Karim, Ana & Zoé”, each once, in order."""
    found: dict[str, str] = {}
    for part in _BETWEEN_NAMES.split(names):
        if name := " ".join(part.split()):
            found.setdefault(person_key(name), name)
    return list(found.values())


def person_key(name: str) -> str:
    """Return what tells a person from others: capitals and blanks do not."""
    return lasting("".join(name.casefold().split()))


def lasting(name: str) -> str:
    """Return a name that fits a key: itself, or its digest when it is long."""
    return name if len(name) < KEY_LENGTH else digest(name)


def digest(*parts: str) -> str:
    """Return what is the same for the same texts only."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:KEY_LENGTH]
