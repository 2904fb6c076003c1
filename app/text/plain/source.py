"""What somebody typed, made fit to be stored."""

import re

from app.core.characters import composed, without_harm

MAX_LENGTH = 20_000
"""Characters a member may write in one text, counted after `normalise`."""

_LINE_BREAKS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_RETURNS = re.compile("[\r\u0085]")


def normalise(source: str) -> str:
    """Return the text as it is to be stored: what a reader sees, in one spelling.

    Lines end with LF and carry no trailing blanks; control characters and those that turn the
    direction of reading are gone; letters are composed (NFC). Doing it twice changes nothing.
    Linear in time for any text.
    """
    text = composed(without_controls(_LINE_BREAKS.sub("\n", source)))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def without_controls(text: str) -> str:
    """Return a text without characters that are not seen but change what is seen."""
    return _RETURNS.sub("", without_harm(text))
