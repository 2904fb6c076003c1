"""What somebody typed, read word by word. Any text can be read: nothing typed is an error."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from app.core.characters import WITHIN_WORDS
from app.search.language.stems import folded, joined_words, stem_of, stems, words_of
from app.search.language.stop_words import STOP_WORDS
from app.search.limits import LEAST_PREFIX, QUERY_LENGTH, QUERY_WORDS

_PART = re.compile(r"[\"“”«]([^\"“”«»]*)[\"“”»]|([^\"“”«»]+)")
_ANY_WORD = re.compile(r"[^\W_]+")
_UNSEEN = str.maketrans(dict.fromkeys(WITHIN_WORDS))
_LAST_WORD = re.compile(r"([^\W_]+)\Z")


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A word as it was typed, and its stem."""

    text: str
    stem: str

    @property
    def folded(self) -> str:
        """The word without accents, in lower case, as the vocabulary has it."""
        return folded(self.text).replace(".", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A question, word by word."""

    words: tuple[TypedWord, ...]
    """Outside quotes, in order."""
    quoted: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What stands in quotes, each with its stems."""
    joined: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Words joined by hyphens: the stem of all in one, and those of the parts."""
    too_common: tuple[str, ...] = ()
    """Words that say nothing to look for."""
    beginning: str = ""
    """The last word, folded, when it may not be whole yet."""


def read(typed: str, *, is_typing: bool = False) -> Wording:
    """Return the words of a question.

    Args:
        typed: what stands in the field.
        is_typing: the last word may not be whole yet.
    """
    text = unicodedata.normalize("NFC", typed[:QUERY_LENGTH].replace("\0", " "))
    text = text.translate(_UNSEEN)
    words: list[TypedWord] = []
    quoted: list[tuple[str, tuple[str, ...]]] = []
    for in_quotes, plain in _PART.findall(text):
        if found := tuple(stems(in_quotes)):
            quoted.append((in_quotes.strip(), found))
        words += (TypedWord(plain[word.start : word.end], word.stem) for word in words_of(plain))
    compounds = ((stem_of(word), word) for word in joined_words(text))
    return Wording(
        words=tuple(_first_of_each(words)),
        quoted=tuple(dict.fromkeys(quoted))[:QUERY_WORDS],
        joined=tuple((stem, _parts(word, words)) for stem, word in compounds),
        too_common=tuple(dict.fromkeys(_without_stem(text))),
        beginning=_beginning(text) if is_typing else "",
    )


def unquoted(typed: str) -> str:
    """Return a question without its quotes."""
    return re.sub(r"[\"“”«»]", " ", typed)


def _first_of_each(words: Iterable[TypedWord]) -> list[TypedWord]:
    """Return each word once, where it stands first."""
    return list({word.stem: word for word in reversed(list(words))}.values())[::-1][:QUERY_WORDS]


def _parts(joined: str, words: Iterable[TypedWord]) -> tuple[str, ...]:
    """Return the stems of the words that are part of a joined one."""
    whole = folded(joined)
    return tuple(word.stem for word in words if word.folded in whole)


def _without_stem(text: str) -> Iterable[str]:
    """Return the words of a question that say nothing to look for."""
    telling = {text[word.start : word.end] for word in words_of(text)}
    untold = (word for word in _ANY_WORD.findall(text) if word not in telling)
    return (word for word in untold if len(word) > 1 or folded(word) in STOP_WORDS)


def _beginning(text: str) -> str:
    """Return the word that is being typed, when it is long enough to tell something."""
    last = _LAST_WORD.search(text)
    typed = folded(last[1]) if last else ""
    return typed if len(typed) >= LEAST_PREFIX and typed.isalnum() else ""
