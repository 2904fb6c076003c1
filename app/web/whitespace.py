"""Templates without the indentation that is there for their authors: a tenth of a page."""

import re

from jinja2.ext import Extension

_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Unindented(Extension):
    """Takes the blanks at the start of lines out of HTML templates, when they are compiled.

    What people write is put in later and stays as it is. Letters in plain text keep their form.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source with every line begun at once; lines keep their number."""
        is_text = (name or filename or "").endswith(".txt")
        return source if is_text else _INDENTATION.sub("", source)
