"""The simplest rendering: paragraphs and line breaks, nothing else."""

import re

from markupsafe import escape

_BLANK_LINES = re.compile(r"\n\s*\n")


def paragraphs(source: str) -> str:
    """Return a normalised text as HTML that shows it exactly as it was typed. Linear in time."""
    blocks = (block.strip("\n") for block in _BLANK_LINES.split(source))
    return "\n".join(
        "<p>{}</p>".format(str(escape(block)).replace("\n", "<br>\n"))
        for block in blocks
        if block.strip()
    )
