"""Definitions of links at the beginning of a paragraph: `[label]: address "title"`."""

import re

from app.text.blocks.nodes import LinkDefinition
from app.text.plain.addresses import followable

_DEFINITION = re.compile(
    r"\[(?P<label>(?:[^\[\]\\]|\\.){1,200})\]:[ ]*"
    r"(?:<(?P<bracketed>[^<>]*)>|(?P<bare>[^\s<]\S*))"
    r"(?:[ ]+(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|\((?P<round>[^()]*)\)))?"
)


def definitions(lines: list[str]) -> list[LinkDefinition]:
    """Return the definitions with which the lines of a paragraph begin."""
    found: list[LinkDefinition] = []
    for line in lines:
        definition = _definition(line)
        if definition is None:
            break
        found.append(definition)
    return found


def label_of(words: str) -> str:
    """Return the one spelling of a label: case and blanks do not matter."""
    return " ".join(words.split()).lower()


def _definition(line: str) -> LinkDefinition | None:
    """Return what a line defines. `[Lieu]: Nantes (44)` defines nothing: it is a sentence."""
    found = _DEFINITION.fullmatch(line)
    label = label_of(found["label"]) if found else ""
    if found is None or not label:
        return None
    address = found["bracketed"] or found["bare"] or ""
    if followable(address) is None:
        return None
    title = next((found[name] for name in ("double", "single", "round") if found[name]), "")
    return LinkDefinition(label=label, address=address, title=title, source=line)
