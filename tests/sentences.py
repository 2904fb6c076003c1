"""The sentences of code and templates; `python -m tests.sentences` prints those without French."""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from app.core import i18n

ROOT = Path(__file__).parents[1]
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy": None,
    "ngettext": (1, 2),
    "nlazy": (1, 2),
    "p_": ((1, "c"), 2),
    "pgettext": ((1, "c"), 2),
}

Sentence = tuple[str | None, str]
"""Context and English; the singular, where there are two."""


def sentences() -> dict[Sentence, str]:
    """Return every sentence to be translated, with the first file in which it stands."""
    found: dict[Sentence, str] = {}
    for path in _files():
        method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
        options = {} if path.suffix == ".py" else {"trimmed": "false"}
        for _line, message, _comments, context in extract_from_file(
            method, path, keywords=_KEYWORDS, options=options
        ):
            one = message if isinstance(message, str) else message[0]
            found.setdefault((context, one), str(path.relative_to(ROOT)))
    return found


def translated(language: str) -> dict[Sentence, tuple[str, ...]]:
    """Return every sentence that a language has, with its forms."""
    found: dict[Sentence, tuple[str, ...]] = {}
    for path in catalogues(language):
        for message in catalogue(path):
            if message.id and message.string and not message.fuzzy:
                one = message.id if isinstance(message.id, str) else message.id[0]
                forms = message.string
                found[message.context, one] = (forms,) if isinstance(forms, str) else tuple(forms)
    return found


def catalogues(language: str) -> list[Path]:
    """Return the files of a language."""
    return sorted((i18n.FOLDER / language).glob("*.po"))


def catalogue(path: Path) -> Catalog:
    """Read a file of sentences."""
    return read_po(path.read_text("utf-8").splitlines())


def untranslated(language: str) -> dict[Sentence, str]:
    """Return the sentences that a language lacks."""
    known = translated(language)
    return {sentence: path for sentence, path in sentences().items() if sentence not in known}


def _files() -> Iterator[Path]:
    """Return all files in which sentences stand."""
    yield from sorted((ROOT / "app").rglob("*.py"))
    for pattern in ("*.html", "*.txt"):
        yield from sorted((ROOT / "templates").rglob(pattern))


if __name__ == "__main__":
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    for (context, one), path in untranslated("fr").items():
        if only in path:
            prefix = f'msgctxt "{context}"\n' if context else ""
            escaped = one.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            print(f'#: {path}\n{prefix}msgid "{escaped}"\nmsgstr ""\n')  # noqa: T201 - a command
