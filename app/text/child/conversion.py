"""From what a member typed to HTML that may be shown."""

from collections.abc import Collection

from app.text.child.dialect import make_markdown
from app.text.child.sanitizer import make_cleaner
from app.text.child.tree_changes import Finishing

LONGEST_HTML = 300_000
"""Characters of HTML one text may become: 15 for each of 20,000 typed."""


class TooLong(Exception):
    """The text becomes more HTML than a page should carry."""


class Converter:
    """Markdown, finishing touches and cleaning, ready for one text after another.

    After an exception it is in an unknown state: throw it away.
    """

    def __init__(self) -> None:
        self._markdown = make_markdown()
        self._finishing = Finishing(self._markdown)
        self._markdown.treeprocessors.register(self._finishing, "finishing", -10)
        self._clean = make_cleaner()

    def convert(self, source: str, handles: Collection[str]) -> str:
        """Return the HTML of a normalised text. Not bounded in time.

        Args:
            handles: who may be linked when called by name, in lower case.

        Raises:
            TooLong: it would become too large to be shown.
        """
        self._finishing.handles = frozenset(handles)
        html = self._markdown.reset().convert(source)
        if len(html) > LONGEST_HTML:
            raise TooLong
        return self._clean(html)
