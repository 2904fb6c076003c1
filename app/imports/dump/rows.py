"""The rows of one file of a Stack Exchange dump, one at a time."""

from collections.abc import Iterator
from pathlib import Path

from app.core.characters import composed
from app.imports.dump.elements import Format, Progress, elements

_ROW_DEPTH = 2
_ROWS = Format(
    is_unit=lambda tags: len(tags) == _ROW_DEPTH and tags[-1] == "row",
    may_name_type=True,  # as dumps of 2018 do
)


def rows(path: Path, progress: Progress) -> Iterator[dict[str, str]]:
    """Yield the attributes of each row of a file.

    Raises:
        UnfitDump: the file is damaged, or uses XML to do harm.
    """
    for _tags, element in elements(path, progress, _ROWS):
        yield {name: composed(text) for name, text in element.attrib.items()}
