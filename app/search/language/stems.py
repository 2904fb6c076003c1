"""Words as the index keeps them: without accents, case or ending. The same for both databases.

Stemming needs the accents of endings, and people leave accents out when they type. So all
accents go first, then the endings that matter get theirs back, whoever wrote the word.

A short word in capitals is an acronym, not a word that says nothing: CA is no "ça", and the
A.G. is the AG. What a hyphen joins is kept in parts and as one: "e-mail" meets "email".
A soft hyphen, which copied text is full of, shows nothing and parts nothing.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from snowballstemmer import stemmer

from app.core.characters import WITHIN_WORDS, WRITTEN_AS
from app.search.language.stop_words import STOP_WORDS

LONGEST = 40
"""Letters of a word that are looked at. PostgreSQL refuses words above 2 kB."""

_LEAST_WITH_PLURAL = 4
"""Letters: bus, gaz, dos are no plurals."""
_ELISION = r"\b(?:[cdjlmnst]|jusqu|lorsqu|puisqu|qu|quoiqu)['’\u02bc]"
_MARKS = "\u0300-\u036f"
"""Accents that stand beside their letter: macOS takes the two apart."""
_LETTERS = rf"[^\W_](?:[^\W_]|[{_MARKS}{WITHIN_WORDS}])*"
_DOTTED = r"\b(?:[^\W\d_]\.){2,5}(?:[^\W\d_]\b)?"
_WORD = re.compile(rf"(?i:{_ELISION})?({_DOTTED}|{_LETTERS})")
_JOINED = re.compile(rf"{_LETTERS}(?:[-\u2010\u2011]{_LETTERS}){{1,3}}")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_LONGEST_JOINED = 25
_LONGEST_ACRONYM = 5
_BOARD = "ca"
"""The board as it is typed: only what stands before it tells it from "ça"."""
_PERHAPS_BOARD = f"{_BOARD}?"
"""The stem of that, until one has looked."""
_LONGEST_BEFORE_BOARD = 10
_BEFORE_BOARD = frozenset(
    ("au", "chaque", "du", "le", "leur", "mon", "nos", "notre", "nouveau", "son", "un", "votre")
)
_WRITTEN_AS = str.maketrans(dict(WRITTEN_AS))
_PLURALS_IN_X = re.compile(r"(?:adi|av|banli|chev|enj|f|j|li|mili|nev|v|voe)eux")
_ENDINGS = (
    (re.compile(r"eee?$"), "ée"),
    (re.compile(r"i(?:e|ee)$"), "ié"),
    (re.compile(r"ite$"), "ité"),
    (re.compile(r"iere$"), "ière"),
)
_stemmer = stemmer("french")


class Word(NamedTuple):
    """A word where it stands in a text."""

    start: int
    end: int
    stem: str


def words_of(text: str, *, among: Container[str] | None = None) -> Iterator[Word]:
    """Return the words that count, in order; elided articles and stop words do not.

    Args:
        text: what is read.
        among: the stems of the words that are wanted; all when `None`.
    """
    is_shouted = " " in text and text.isupper()
    start = 0
    for chunk in text.split(" "):
        read = _kept if len(chunk) <= LONGEST else _words_in
        for first, last, stem in read(chunk, is_shouted):
            if stem is _PERHAPS_BOARD:
                if not _is_board(text[: start + first]):
                    continue
                stem = _BOARD  # noqa: PLW2901 - now it is known
            if among is None or stem in among:
                yield Word(start + first, start + last, stem)
        start += len(chunk) + 1


def _words_in(chunk: str, is_shouted: bool) -> tuple[Word, ...]:  # noqa: FBT001 - kept by it
    """Return the words of a text without spaces that count, or might.

    Those of ordinary length are kept: most of a language is written in few words.
    """
    words: list[Word] = []
    for match in _WORD.finditer(chunk):
        word = match[1].lower() if is_shouted else match[1]
        if stem := _PERHAPS_BOARD if word == _BOARD else stem_of(word):
            words.append(Word(*match.span(1), stem))
    return tuple(words)


_kept = lru_cache(maxsize=16_384)(_words_in)


def stems(text: str) -> list[str]:
    """Return the stems of a text, in order."""
    return [word.stem for word in words_of(text)]


def indexed_stems(text: str) -> list[str]:
    """Return the stems of a text, in order, then those of words joined by hyphens as one."""
    return [*stems(text), *(stem_of(joined) for joined in joined_words(text))]


def joined_words(text: str) -> list[str]:
    """Return what hyphens join, written as one word: e-mail is email, est-ce is nothing."""
    return [
        word
        for parts in map(_HYPHEN.split, _JOINED.findall(text))
        if all(folded(part) not in STOP_WORDS for part in parts)
        and len(word := "".join(parts)) <= _LONGEST_JOINED
        and word.isalpha()
        and stem_of(word)
    ]


def folded(word: str) -> str:
    """Return a word in lower case, without accents, ligatures or what nobody sees in it."""
    plain = unicodedata.normalize("NFKD", word[:LONGEST].casefold().translate(_WRITTEN_AS))
    return "".join(
        char for char in plain if not unicodedata.combining(char) and char not in WITHIN_WORDS
    )


@lru_cache(maxsize=65_536)
def stem_of(word: str) -> str:
    """Return the stem of one word; empty for a word that says nothing. Kept: 80 µs when new."""
    plain = folded(word).replace(".", "")
    if plain in STOP_WORDS and not (plain != word and _is_acronym(word)):
        return ""
    if len(plain) == 1 and not plain.isdigit():
        return ""
    if len(plain) > LONGEST or not plain.isalnum():
        return ""
    stem = folded(_stemmer.stemWord(_accented(_singular(plain))))
    return f"{stem[:-1]}y" if stem.endswith("oi") else stem  # employé, employée, emploi


def _is_acronym(word: str) -> bool:
    """Tell whether a word is written as an acronym is: CA, C.A."""
    return word.isupper() and 1 < len(word.replace(".", "")) <= _LONGEST_ACRONYM


def _is_board(before: str) -> bool:
    """Tell whether "ca" is meant to be the board, by the word before it."""
    last = before[-_LONGEST_BEFORE_BOARD:].lower().split()
    return bool(last) and last[-1] in _BEFORE_BOARD


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
