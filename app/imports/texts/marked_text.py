"""A text on its way from there to here: what is not words is kept aside under a mark.

Code, pictures and addresses would otherwise be taken for words by each step after the one that
understood them.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from app.imports.staging.articles import ArticleRow
from app.imports.staging.database import StagingDatabase

_MARK = re.compile("\ue000(\\d{1,9})\ue001")
_SIGNS = re.compile("[\ue000\ue001]")


class PictureThere(NamedTuple):
    """A picture in a text, or at the top of an article."""

    where: str
    """A path or an address, as it was written."""
    alt: str = ""
    caption: str = ""


class MarkedText:
    """One text, with what was kept aside and what there is to say of it."""

    def __init__(self, staging: StagingDatabase, article: ArticleRow, *, site: str) -> None:
        self.staging = staging
        self.article = article
        self.site = site
        """Address of the site, without a trailing slash; empty if nobody told."""
        self.told: list[tuple[str, str]] = []
        """Codes of remarks, each with what it names."""
        self._kept: list[str | PictureThere] = []

    @property
    def pictures(self) -> list[PictureThere]:
        """The pictures that were kept aside, in order."""
        return [kept for kept in self._kept if isinstance(kept, PictureThere)]

    def say(self, code: str, which: str = "") -> None:
        """Remember something that the report has to tell."""
        self.told.append((code, which))

    def keep(self, what: str | PictureThere) -> str:
        """Keep something aside; return the mark that stands for it."""
        self._kept.append(what)
        return f"\ue000{len(self._kept) - 1}\ue001"

    def shown(self, text: str, show: Callable[[PictureThere], str]) -> str:
        """Return a text with the pictures back in their places; the rest stays aside."""

        def back(found: re.Match[str]) -> str:
            kept = self._kept[int(found[1])]
            return show(kept) if isinstance(kept, PictureThere) else found[0]

        return _MARK.sub(back, text)

    def filled(self, text: str, show: Callable[[PictureThere], str]) -> str:
        """Return a text with everything back in its place."""

        def back(found: re.Match[str]) -> str:
            kept = self._kept[int(found[1])]
            return show(kept) if isinstance(kept, PictureThere) else self.filled(kept, show)

        return _MARK.sub(back, text)


def without_signs(text: str) -> str:
    """Return a text in which nothing looks like a mark yet."""
    return _SIGNS.sub("", text)


def without_marks(text: str) -> str:
    """Return a text without what was kept aside."""
    return _MARK.sub(" ", text)


def is_marked(text: str) -> bool:
    """Tell whether something of a text was kept aside."""
    return _MARK.search(text) is not None
