"""Sentences in the reader's language.

Code and templates hold English sentences; `translations/<language>/<room>.po` holds the others.
They are compiled in memory when a language is first spoken: there is nothing to do beforehand.
"""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.core.typography import isolated, spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parents[2] / "translations"
DEFAULT_LANGUAGE = "fr"
LANGUAGES = ("fr", "en")

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


@cache
def translations(language: str) -> GNUTranslations:
    """Return all sentences of a language, which chooses plurals as the heads of its files say.

    English has no file: its sentences stand in code and templates.
    """
    paths = sorted((FOLDER / language).glob("*.po"))
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    compiled = BytesIO()
    write_mo(compiled, read_po(lines, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


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
    return _filled(translations(language()).gettext(sentence), gaps)


def ngettext(one: str, many: str, count: int, /, **gaps: object) -> str:
    """Return the sentence that fits a count."""
    sentence = translations(language()).ngettext(one, many, count)
    return _filled(sentence, {"count": count, **gaps})


def pgettext(context: str, word: str, /, **gaps: object) -> str:
    """Return a lone word that the context makes clear."""
    return _filled(translations(language()).pgettext(context, word), gaps)


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


def _filled(text: str, gaps: dict[str, object]) -> str:
    """Fill named gaps; what people typed ends no line before its mark, as sentences do not."""
    if not gaps:
        return text
    return spaced(text.format(**{name: isolated(value) for name, value in gaps.items()}))


_ = gettext
p_ = pgettext
