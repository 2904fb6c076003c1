"""Tags as people type them, and what makes two spellings one tag."""

import re
import unicodedata

from app import text
from app.core.characters import WITHIN_WORDS, shows_nothing

_WORD = re.compile(rf"[^\W_](?:[{WITHIN_WORDS}]*[^\W_])*(?:[+#]+(?![^\W_]))?")
"""Letters and digits, joined or not, and the signs that end a name: "C++", "C#"."""
_SOFT_HYPHEN = "\u00ad"
_PART = re.compile(r"[,;\n]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_LEAST_PLURAL = 4
"""Letters of the shortest word that has a plural to be taken off: "dons", not "bus"."""
_MOST_WORDS = 4
"""Words of the longest tag looked for in a sentence."""


def names_typed(typed: str) -> list[str]:
    """Return the tags in a line of text: "Assurance, Fête de quartier" → fête-de-quartier.

    Words between commas are joined by hyphens. Of spellings that are one tag, the first stays.
    """
    names: dict[str, str] = {}
    for part in _PART.split(text.normalise(typed)):
        name = "-".join(_WORD.findall(part.lower().replace(_SOFT_HYPHEN, "")))
        names.setdefault("" if shows_nothing(name) else key_of(name), name)
    names.pop("", None)
    return list(names.values())


def key_of(name: str) -> str:
    """Return what all spellings of a tag have in common; empty for what is no tag.

    Accents, case, apostrophes, hyphens, blanks, what nobody sees and a plain plural make no other
    tag; the signs at the end of "C++" and "C#" do. Migration 0010 made the same keys of the tags
    there were.
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LIGATURES))
    letters = "".join(
        char for char in plain if not unicodedata.combining(char) and char not in WITHIN_WORDS
    )
    return _joined([_singular(word) for word in _WORD.findall(letters)])


def keys_in(sentence: str) -> frozenset[str]:
    """Return the keys of all tags that a sentence may name: of its words, and of some in a row."""
    keys = set[str]()
    for part in re.split(r"[,;:.!?()\n]", sentence):
        words = _WORD.findall(part)
        for start in range(len(words)):
            for end in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
                keys.add(key_of(" ".join(words[start:end])))
    return frozenset(keys)


def _singular(word: str) -> str:
    """Return a word without the "s" of its plural, or the "x" of "bureaux" and "jeux"."""
    if len(word) < _LEAST_PLURAL:
        return word
    return word[:-1] if word.endswith(("s", "eaux", "eux")) else word


def _joined(words: list[str]) -> str:
    """Join words to one; numbers side by side stay apart: "1-10" is not "110"."""
    key = ""
    for word in words:
        key += f"-{word}" if key[-1:].isdigit() and word[:1].isdigit() else word
    return key
