"""Pictures that lie, made by others: what is not refused comes out as pixels and nothing else."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.media.enums import Purpose
from app.media.files.encoding import NotAPicture, encoded
from tests.real.data import real

pytestmark = pytest.mark.no_app


@pytest.mark.parametrize("purpose", Purpose)
def test_nothing_of_what_was_sent_is_left(purpose: Purpose):
    for path in sorted(real("hostile-uploads/images").iterdir()):
        _check(path, purpose)


def _check(path: Path, purpose: Purpose) -> None:
    try:
        picture = encoded(path.read_bytes(), purpose)
    except NotAPicture:
        assert not path.name.startswith("ok_")
        return
    with Image.open(BytesIO(picture.content), formats=("WEBP",)) as out:
        assert dict(out.getexif()) == {}
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(out.info)
    for trace in (b"<?php", b"script", b"onmouse", b"onclick", b"alert", b"Exif", b"http"):
        assert trace not in picture.content


@pytest.mark.parametrize("before", [b"", b"\xff\xd8\xff\xe0", b"GIF89a", b"\x89PNG\r\n\x1a\n"])
def test_no_drawing_is_taken_whatever_it_begins_with(before: bytes):
    for path in sorted(real("hostile-uploads/svg").iterdir()):
        with pytest.raises(NotAPicture):
            encoded(before + path.read_bytes(), Purpose.POST)
