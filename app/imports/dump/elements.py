"""The elements of an XML file, one at a time: memory does not grow with the file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import iterparse

from app.core.errors import DomainError
from app.core.i18n import _

UNIT_MOST_BYTES = 16 * 1024 * 1024
"""Of one row or one article; the longest text of Stack Exchange takes a hundredth of that."""
UNIT_MOST_ELEMENTS = 20_000
DEPTH_MOST = 8
"""No format that is read here goes deeper."""

Progress = Callable[[int], None]
"""Called with how much more is done: bytes of a file, or things imported."""


class UnfitDump(DomainError):
    """This cannot be imported; the sentence says why."""

    code = "unfit_dump"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """What is known of a kind of XML file."""

    is_unit: Callable[[tuple[str, ...]], bool]
    """Tells by the tags that lead to an element whether that is one to be given out."""
    may_name_type: bool = False
    """Whether a document type is passed over; nothing is fetched for it."""
    forbidden: bytes = b""
    """Bytes that XML does not allow, left out: what writes these files lets them through."""


class _Watched:
    """A file that tells how much of it was read, and refuses an element without end."""

    def __init__(self, path: Path, file: IO[bytes], progress: Progress, forbidden: bytes) -> None:
        self._path = path
        self._file = file
        self._progress = progress
        self._forbidden = forbidden
        self._since_unit = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next piece."""
        piece = self._file.read(size)
        self._since_unit += len(piece)
        if self._since_unit > UNIT_MOST_BYTES:
            raise UnfitDump(
                _(
                    "{file} holds more than {count} megabytes without a complete row: "
                    "this is no export that can be read here.",
                    file=self._path.name,
                    count=UNIT_MOST_BYTES // 2**20,
                )
            )
        self._progress(len(piece))
        return piece.translate(None, self._forbidden)

    def note_unit(self) -> None:
        """Remember that a unit is complete."""
        self._since_unit = 0


def elements(
    path: Path, progress: Progress, form: Format
) -> Iterator[tuple[tuple[str, ...], Element]]:
    """Yield each unit of a file with the tags that lead to it, and forget it.

    Raises:
        UnfitDump: the file is damaged, or uses XML to do harm.
    """
    with path.open("rb") as file:
        watched = _Watched(path, file, progress, form.forbidden)
        try:
            yield from _units(path, watched, form)
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
        except DTDForbidden as error:
            raise UnfitDump(
                _("{file} names a document type, which no export does.", file=path.name)
            ) from error
        except DefusedXmlException as error:
            raise UnfitDump(
                _("{file} defines entities, which no dump does.", file=path.name)
            ) from error
        except (LookupError, ValueError) as error:
            raise UnfitDump(
                _("{file} is in an encoding that cannot be read.", file=path.name)
            ) from error


def _units(path: Path, file: _Watched, form: Format) -> Iterator[tuple[tuple[str, ...], Element]]:
    """Yield units, and forget each at once, with all that is in none."""
    open_ones: list[Element] = []
    tags: tuple[str, ...] = ()
    count = 0
    events = iterparse(file, events=("start", "end"), forbid_dtd=not form.may_name_type)
    for event, element in events:
        if event == "start":
            open_ones.append(element)
            tags = (*tags, element.tag)
            count += 1
            if len(tags) > DEPTH_MOST or count > UNIT_MOST_ELEMENTS:
                raise UnfitDump(_("{file} is no export that can be read here.", file=path.name))
            continue
        open_ones.pop()
        is_unit = form.is_unit(tags)
        if is_unit:
            file.note_unit()
            count = 0
            yield tags, element
        tags = tags[:-1]
        if open_ones and (is_unit or not any(form.is_unit(tags[:end]) for end in _ends(tags))):
            open_ones[-1].remove(element)


def _ends(tags: tuple[str, ...]) -> range:
    """Return how many tags lead to an element and to each around it."""
    return range(1, len(tags) + 1)
