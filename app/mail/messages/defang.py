"""Words of other people in letters: shown, and never turned into links by mail programs."""

import re

_SCHEME = re.compile(r"(?<=\w):(?=//)")
_DOT = re.compile(r"(?<=\w)\.(?=[^\W\d_]{2})")
_AT = re.compile(r"(?<=\S)@(?=\w)")


def unlinked(words: str) -> str:
    """Return words of somebody so that no mail program makes a link of any part of them.

    A name or a title such as "Gagnez sur mechant.example" would be a link of ours, in a letter of
    ours. A space after the dot keeps it readable, and leaves no address.
    """
    return _AT.sub(" @ ", _DOT.sub(". ", _SCHEME.sub(": ", words)))
