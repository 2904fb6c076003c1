"""The sentences of code and templates; `python -m tests.sentences` prints those without French."""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file

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


def untranslated(language: str) -> dict[Sentence, str]:
    """Return the sentences that a language lacks."""
    known = i18n.catalogue(language)
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
