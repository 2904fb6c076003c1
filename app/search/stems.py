"""Words as the index keeps them: without accents, case or ending. The same for both databases.

Stemming needs the accents of endings, and people leave accents out when they type. So all
accents go first, then the endings that matter get theirs back, whoever wrote the word.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from snowballstemmer import stemmer

from app.search.stop_words import STOP_WORDS

LONGEST = 40
"""Letters of a word that are looked at. PostgreSQL refuses words above 2 kB."""

_LEAST_WITH_PLURAL = 4
"""Letters: bus, gaz, dos are no plurals."""
_ELISION = r"\b(?:[cdjlmnst]|jusqu|lorsqu|puisqu|qu|quoiqu)['’\u02bc]"
_WORD = re.compile(rf"(?i:{_ELISION})?([^\W_]+)")
_WRITTEN_AS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"})
_PLURALS_IN_X = re.compile(r"(?:adi|av|banli|chev|enj|f|j|li|mili|nev|v|voe)eux")
_ENDINGS = (
    (re.compile(r"eee?$"), "ée"),
    (re.compile(r"i(?:e|ee)$"), "ié"),
    (re.compile(r"ite$"), "ité"),
    (re.compile(r"iere$"), "ière"),
)
_stemmer = stemmer("french")


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands in a text."""

    start: int
    end: int
    stem: str


def words_of(text: str) -> Iterator[Word]:
    """Return the words that count, in order; elided articles and stop words do not."""
    for match in _WORD.finditer(text):
        stem = stem_of(match[1])
        if stem:
            yield Word(match.start(1), match.end(1), stem)


def stems(text: str) -> list[str]:
    """Return the stems of a text, in order."""
    return [word.stem for word in words_of(text)]


def folded(word: str) -> str:
    """Return a word in lower case, without accents or ligatures."""
    plain = unicodedata.normalize("NFKD", word[:LONGEST].casefold().translate(_WRITTEN_AS))
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=65_536)
def stem_of(word: str) -> str:
    """Return the stem of one word; empty for a word that says nothing. Kept: 80 µs when new."""
    plain = folded(word)
    if plain in STOP_WORDS or (len(plain) == 1 and not plain.isdigit()):
        return ""
    if len(plain) > LONGEST or not plain.isalnum():
        return ""
    stem = folded(_stemmer.stemWord(_accented(_singular(plain))))
    return f"{stem[:-1]}y" if stem.endswith("oi") else stem  # employé, employée, emploi


def _singular(word: str) -> str:
    """Return a word without the plural that the stemmer leaves: lois, élus, jeux."""
    if _PLURALS_IN_X.fullmatch(word):
        return word[:-1]
    is_plural = word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_plural and len(word) >= _LEAST_WITH_PLURAL else word


def _accented(word: str) -> str:
    """Give endings back the accents by which the stemmer knows them."""
    for ending, accented in _ENDINGS:
        found, count = ending.subn(accented, word)
        if count:
            return found
    return word
