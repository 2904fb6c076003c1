"""What characters do, by one definition for all doors: show something, harm, or join others.

Everything that comes from outside is `composed` once, where it comes in. Whether a text shows
anything, and whether it holds what harms, is asked wherever something must be said.

Source: Unicode Standard, DerivedCoreProperties (Default_Ignorable_Code_Point); UAX #15; UAX #31
§2.3 on joiners; UTS #51 on sequences of emoji; UTR #36 on reordering.
"""

import re
import unicodedata
from types import MappingProxyType
from typing import Final

LONGEST_COMBINING_RUN = 30
"""Accents kept on one letter. Source: Unicode UAX #15, stream-safe text format.

Putting n accents of one letter into canonical order costs n² steps: 20,000 of them take 0.8 s.
"""

_SURROGATES = re.compile("[\ud800-\udfff]")
_HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls, but tab and ends of lines
    "\u202a-\u202e\u2066-\u2069\u206a-\u206f"  # turn the direction of what stands around them
    "\ufeff\ufff9-\ufffb"  # marks of bytes and of annotations
    "\ufdd0-\ufdef\ufffe\uffff"  # no characters, and the last two break XML
    "\U000e0001\U000e0020-\U000e007f]"  # tags: a text within the text
)
_TAGGED_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
"""The flags of Scotland and the like: the one use of tags."""
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\u2800]"  # a pattern of braille without a dot is no ignorable one, and shows nothing either
)
WITHIN_WORDS = "\u00ad\u034f\u200c\u200d\u2060"
"""What shows nothing and parts no word: soft hyphens, as pages and books have them, and joiners."""
_JOINERS = "\u200c\u200d"
WRITTEN_AS: Final = MappingProxyType(
    {
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ð": "d",
        "þ": "th",
        "\u0131": "i",
    }
)
"""How small letters are typed that are no letter with an accent, by those who lack the key."""
_VARIATIONS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_LAST_OF_EUROPE = "\u05ff"
"""Latin, Greek, Cyrillic, Armenian and Hebrew letters lie before: none of them is ever joined."""
_SHOW_NOTHING = {"Cc", "Cf", "Cs", "Co", "Mn", "Me", "Mc"}


def composed(text: str) -> str:
    """Return the text in one spelling (NFC), pairs of surrogates joined, lone ones replaced.

    Doing it twice changes nothing. Linear in time for any text.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _few_accents(_whole(text)))


def harms(text: str) -> bool:
    """Tell whether a text holds what changes the text around it, or what no keyboard types.

    Joined emoji, flags, Persian and Indic joiners, soft hyphens and marks of direction do not.
    """
    return bool(_HARMFUL.search(_TAGGED_FLAG.sub("", text)))


def without_harm(text: str) -> str:
    """Return the text without such characters; flags keep their tags."""
    flags = _TAGGED_FLAG.findall(text)
    parts = _TAGGED_FLAG.split(text)
    cleaned = [_HARMFUL.sub("", part) for part in parts]
    return "".join(part + flag for part, flag in zip(cleaned, [*flags, ""], strict=True))


def shows_nothing(text: str) -> bool:
    """Tell whether nobody would see a text: blanks, ignorable characters, accents of no letter."""
    return all(_is_unseen(char) for char in text)


def seen_length(text: str) -> int:
    """Return how many characters a text has, without those that show nothing of their own."""
    return len(_IGNORABLE.sub("", text).strip())


def is_joined(text: str, place: int) -> bool:
    """Tell whether a character is one that belongs between its neighbours, or after the first.

    A joiner between two letters that can be joined, or two emoji; a variation of what stands
    before it; a tag of a flag.
    """
    char, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if char in _JOINERS:
        return min(before, after) > _LAST_OF_EUROPE and not (before + after).isspace()
    if _VARIATIONS.match(char):
        return bool(before) and not before.isspace()
    return any(flag.start() < place < flag.end() for flag in _TAGGED_FLAG.finditer(text))


def _is_unseen(char: str) -> bool:
    category = unicodedata.category(char)
    return char.isspace() or category in _SHOW_NOTHING or bool(_IGNORABLE.match(char))


def _whole(text: str) -> str:
    """Return the text with its surrogate pairs joined and its lone halves replaced (U+FFFD)."""
    if not _SURROGATES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _few_accents(text: str) -> str:
    """Return the text with no longer run of combining characters than anybody needs."""
    kept, run = [], 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= LONGEST_COMBINING_RUN:
            kept.append(character)
    return "".join(kept)
