"""What somebody typed, made fit to be stored."""

import re
import unicodedata

MAX_LENGTH = 20_000
"""Characters a member may write in one text, counted after `normalise`."""

LONGEST_COMBINING_RUN = 30
"""Accents kept on one letter. Source: Unicode UAX #15, stream-safe text format.

Putting n accents of one letter into canonical order costs n² steps: 20,000 of them take 0.8 s.
"""

_LINE_BREAKS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def normalise(source: str) -> str:
    """Return the text as it is to be stored: what a reader sees, in one spelling.

    Lines end with LF and carry no trailing blanks; control characters and those that turn the
    direction of reading are gone; letters are composed (NFC). Doing it twice changes nothing.
    Linear in time for any text.
    """
    text = without_controls(_LINE_BREAKS.sub("\n", _whole_characters(source)))
    composed = unicodedata.normalize("NFC", _few_accents(text))
    return "\n".join(line.rstrip() for line in composed.split("\n")).strip("\n")


def without_controls(text: str) -> str:
    """Return a text without characters that are not seen but change what is seen."""
    return _CONTROLS.sub("", text)


def _whole_characters(text: str) -> str:
    """Return the text with its surrogate pairs joined and its lone halves replaced (U+FFFD)."""
    if not _SURROGATES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _few_accents(text: str) -> str:
    """Return the text with no longer run of combining characters than anybody needs."""
    if text.isascii():
        return text
    kept, run = [], 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= LONGEST_COMBINING_RUN:
            kept.append(character)
    return "".join(kept)
