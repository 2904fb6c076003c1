"""Pictures of all sorts, and something to attach them to."""

import struct
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from app.core.subjects import Subject, SubjectKind, SubjectRef
from app.core.viewer import Viewer
from tests.registry import providing

TEXT = SubjectRef("test.text", 7)
Draw = Callable[..., BytesIO]


def png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG of chunks; its header says what it likes."""
    header = (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (header, *chunks, (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.fixture
def draw() -> Draw:
    """Return a maker of files: a plain picture in some format."""

    def make(
        size: tuple[int, int] = (64, 48), kind: str = "PNG", mode: str = "RGB", **options: object
    ) -> BytesIO:
        file = BytesIO()
        Image.new(mode, size).save(file, kind, **options)
        file.seek(0)
        return file

    return make


@pytest.fixture
def readers(app: Flask) -> Iterator[set[int | None]]:
    """Register a kind of text; only the accounts in the set see any of them."""
    may_see: set[int | None] = set()

    def find_visible(viewer: Viewer, ids: Collection[int]) -> Mapping[int, Subject]:
        if viewer.account_id not in may_see:
            return {}
        return {
            id_: Subject(ref=SubjectRef("test.text", id_), url="/", title="", author_id=None)
            for id_ in ids
        }

    with providing(app, SubjectKind(kind="test.text", find_visible=find_visible)):
        yield may_see


@pytest.fixture
def ceiling(request: pytest.FixtureRequest) -> Callable[..., AbstractContextManager[object]]:
    """Return the ceiling on statements, under a name that no module here has."""
    found: Callable[..., AbstractContextManager[object]] = request.getfixturevalue("queries")
    return found
