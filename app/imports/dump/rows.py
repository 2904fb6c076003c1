"""The rows of one file of a dump, one at a time: memory does not grow with the file."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from app.core.characters import composed
from app.core.errors import DomainError
from app.core.i18n import _

ROW_MOST_BYTES = 16 * 1024 * 1024
"""The longest text of Stack Exchange takes a hundredth of that."""
DEPTH_MOST = 8
"""Rows stand directly under the root."""

Progress = Callable[[int], None]
"""Called with how much more is done: bytes of a file, or things imported."""


class UnfitDump(DomainError):
    """This cannot be imported; the sentence says why."""

    code = "unfit_dump"


class _Watched:
    """A file that tells how much of it was read, and refuses a row without end."""

    def __init__(self, path: Path, file: IO[bytes], progress: Progress) -> None:
        self._path = path
        self._file = file
        self._progress = progress
        self._since_row = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next piece."""
        piece = self._file.read(size)
        self._since_row += len(piece)
        if self._since_row > ROW_MOST_BYTES:
            raise UnfitDump(
                _(
                    "{file} holds more than {count} megabytes without a complete row: "
                    "this is no Stack Exchange dump.",
                    file=self._path.name,
                    count=ROW_MOST_BYTES // 2**20,
                )
            )
        self._progress(len(piece))
        return piece

    def note_row(self) -> None:
        """Remember that a row is complete."""
        self._since_row = 0


def rows(path: Path, progress: Progress) -> Iterator[dict[str, str]]:
    """Yield the attributes of each row of a file.

    Raises:
        UnfitDump: the file is damaged, or uses XML to do harm.
    """
    with path.open("rb") as file:
        watched = _Watched(path, file, progress)
        try:
            yield from _rows(path, watched)
        except ParseError as error:
            line, _column = error.position
            raise UnfitDump(
                _(
                    "{file}, line {line}: this file is damaged or incomplete ({reason}).",
                    file=path.name,
                    line=line,
                    reason=str(error.msg).partition(":")[0],
                )
            ) from error
        except DefusedXmlException as error:
            raise UnfitDump(
                _("{file} defines entities, which no dump does.", file=path.name)
            ) from error
        except (LookupError, ValueError) as error:
            raise UnfitDump(
                _("{file} is in an encoding that cannot be read.", file=path.name)
            ) from error


def _rows(path: Path, file: _Watched) -> Iterator[dict[str, str]]:
    """Yield rows, and forget each at once. A document type is passed over: old dumps name one."""
    root: Element | None = None
    depth = 0
    for event, element in iterparse(file, events=("start", "end")):
        if event == "start":
            root = element if root is None else root
            depth += 1
            if depth > DEPTH_MOST:
                raise UnfitDump(_("{file} is no Stack Exchange dump.", file=path.name))
            continue
        depth -= 1
        if element.tag == "row" and depth == 1:
            file.note_row()
            yield {name: composed(text) for name, text in element.attrib.items()}
        if root is not None and depth <= 1:
            root.clear()
