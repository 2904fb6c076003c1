"""Sentences in the reader's language.

Code and templates hold English sentences; `translations/<language>/<room>.po` holds the others.
The catalogues are read as they are at start: there is nothing to compile.
"""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from babel.messages.pofile import read_po

from app.core.typography import isolated, spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parents[2] / "translations"
DEFAULT_LANGUAGE = "fr"
LANGUAGES: dict[str, Callable[[int], int]] = {
    "fr": lambda count: int(count > 1),
    "en": lambda count: int(count != 1),
}
"""Each language with its plural form for a count. Source: Unicode CLDR, plural rules."""

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)
_Catalogue = dict[tuple[str | None, str], tuple[str, ...]]


@cache
def catalogue(language: str) -> _Catalogue:
    """Read all sentences of a language: (context, English) → its forms."""
    sentences: _Catalogue = {}
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if not message.id or not message.string or message.fuzzy:
                    continue
                one = message.id if isinstance(message.id, str) else message.id[0]
                forms = message.string
                sentences[message.context, one] = (
                    (forms,) if isinstance(forms, str) else tuple(map(str, forms))
                )
    return sentences


def language() -> str:
    """Return the language being spoken."""
    return _language.get()


def set_language(code: str) -> None:
    """Speak a language from now on, in this request or job."""
    _language.set(code if code in LANGUAGES else DEFAULT_LANGUAGE)


@contextmanager
def in_language(code: str | None) -> "Iterator[None]":
    """Speak a language for a while: that of the person a letter is for."""
    before = _language.get()
    set_language(code or DEFAULT_LANGUAGE)
    try:
        yield
    finally:
        _language.set(before)


def gettext(sentence: str, /, **gaps: object) -> str:
    """Return a whole sentence in the reader's language, its named gaps filled."""
    return _filled(_forms(None, sentence)[0], gaps)


def ngettext(one: str, many: str, count: int, /, **gaps: object) -> str:
    """Return the sentence that fits a count."""
    forms = catalogue(language()).get((None, one), (one, many))
    index = min(LANGUAGES[language()](count), len(forms) - 1)
    return _filled(forms[index], {"count": count, **gaps})


def pgettext(context: str, word: str, /, **gaps: object) -> str:
    """Return a lone word that the context makes clear."""
    return _filled(_forms(context, word)[0], gaps)


class LazySentence:
    """A sentence that is translated when it is shown; for what is defined at import."""

    def __init__(self, sentence: str) -> None:
        """Keep the English sentence."""
        self._sentence = sentence

    def __str__(self) -> str:
        """Return it in the reader's language."""
        return gettext(self._sentence)

    def __mod__(self, gaps: object) -> str:
        """Let form validators fill their gaps."""
        return str(self) % gaps


def lazy(sentence: str) -> str:
    """Mark a sentence for translation now, translate it when it is shown.

    Said to be text, for the libraries that show it, and do nothing else with it, ask for text.
    """
    return cast("str", LazySentence(sentence))


def nlazy(one: str, many: str) -> Callable[..., str]:
    """Mark a sentence that fits a count; called with the count and the gaps, it is translated."""
    return partial(ngettext, one, many)


def _forms(context: str | None, sentence: str) -> tuple[str, ...]:
    """Return the forms of a sentence, or the sentence itself."""
    return catalogue(language()).get((context, sentence), (sentence,))


def _filled(text: str, gaps: dict[str, object]) -> str:
    """Fill named gaps; what people typed ends no line before its mark, as sentences do not."""
    if not gaps:
        return text
    return spaced(text.format(**{name: isolated(value) for name, value in gaps.items()}))


_ = gettext
p_ = pgettext
