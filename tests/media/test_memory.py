"""The largest pictures of each format stay within the memory that is promised."""

import subprocess
import sys
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image

from app.core.child import START
from app.media.child.task import Outcome

pytestmark = [pytest.mark.no_app, pytest.mark.slow]

PROMISED_MIB = 320
LARGE, MIDDLE, NARROW = (7300, 5475), (5770, 4330), (3190, 7990)


def drawn(size: tuple[int, int], mode: str, kind: str, **options: object) -> bytes:
    """Return a picture as a file."""
    file = BytesIO()
    Image.new(mode, size, 1).save(file, kind, **options)
    return file.getvalue()


def decoded(sent: bytes) -> tuple[int, float]:
    """Return how the decoding of a picture ends, and what it held at its highest, in MiB."""
    command = [
        sys.executable,
        "-I",
        str(START),
        "app.media.child.server",
        "within",
        "1600",
        "4000",
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        talk = Thread(target=process.communicate, args=(sent,))
        talk.start()
        highest = 0
        while talk.is_alive():
            with suppress(OSError, StopIteration):
                status = Path(f"/proc/{process.pid}/status").read_text()
                line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
                highest = max(highest, int(line.split()[1]))
            time.sleep(0.005)
        talk.join()
    return process.returncode, highest / 1024


@pytest.mark.parametrize(
    ("size", "mode", "kind", "options"),
    [
        (LARGE, "RGB", "JPEG", {}),
        (LARGE, "CMYK", "JPEG", {}),
        (MIDDLE, "RGB", "JPEG", {"progressive": True, "subsampling": 0}),
        (MIDDLE, "CMYK", "JPEG", {"progressive": True}),
        (MIDDLE, "RGBA", "PNG", {}),
        (NARROW, "RGBA", "PNG", {}),
        (LARGE, "I;16", "PNG", {}),
        (LARGE, "P", "PNG", {"transparency": 1}),
        (NARROW, "P", "PNG", {"transparency": 1}),
        ((3000, 4000), "RGBA", "WEBP", {"lossless": True}),
        (LARGE, "P", "GIF", {}),
        (NARROW, "P", "GIF", {"transparency": 1}),
    ],
)
def test_the_largest_picture_of_a_form_is_taken_within_its_memory(
    size: tuple[int, int], mode: str, kind: str, options: dict[str, object]
) -> None:
    outcome, highest = decoded(drawn(size, mode, kind, **options))
    assert outcome == Outcome.DONE
    assert 0 < highest <= PROMISED_MIB


@pytest.mark.parametrize(
    ("size", "mode", "kind", "options"),
    [
        ((7300, 5600), "RGB", "JPEG", {}),
        ((6400, 4800), "RGB", "JPEG", {"progressive": True}),
        (LARGE, "RGB", "PNG", {}),
        ((4200, 3000), "RGB", "WEBP", {}),
    ],
)
def test_a_larger_one_is_refused_before_it_takes_any(
    size: tuple[int, int], mode: str, kind: str, options: dict[str, object]
) -> None:
    outcome, highest = decoded(drawn(size, mode, kind, **options))
    assert outcome == Outcome.TOO_LARGE
    assert highest <= 64
