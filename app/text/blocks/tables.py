"""Rows of a table: `| a | b |`, as on GitHub."""

import re

_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_DASHES = re.compile(r"(:?)-+(:?)")
_SIDES = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}


def cells(line: str) -> list[str]:
    """Return the cells of a row. A bar behind a backslash stands inside one of them."""
    row = line.strip()
    parts = _PIPE.sub("\\1\0", row).split("\0")
    if len(parts) > 1 and not parts[0].strip():
        parts = parts[1:]
    if len(parts) > 1 and not parts[-1].strip():
        parts = parts[:-1]
    return [part.strip().replace("\\|", "|") for part in parts]


def sides(line: str) -> list[str] | None:
    """Return how each column is set, when a line is the one between heads and rows."""
    if "|" not in line or "-" not in line:
        return None
    found = [_DASHES.fullmatch(cell) for cell in cells(line)]
    return [_SIDES[match[1], match[2]] for match in found if match] if all(found) else None
