"""Whether the data folder can still be written to."""

import os
import shutil
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from flask import current_app

from app.core import clock
from app.core.monitoring import Gauge, HealthCheck

LEAST_FREE_BYTES = 100 * 1024 * 1024
"""A dozen pictures and the log of the database still fit; somebody has to make room by now."""
_ASKED_EVERY_SECONDS = 5
"""Anybody may ask whether the site is ready: the disk is written to this often at most."""


def has_room() -> bool:
    """Tell whether the data folder takes a file, and has room for more."""
    folder = _folder()
    slot = int(clock.now().timestamp() // _ASKED_EVERY_SECONDS)
    return _free_bytes() >= LEAST_FREE_BYTES and _takes_a_file(folder, slot)


@lru_cache(maxsize=1)
def _takes_a_file(folder: Path, _slot: int) -> bool:
    """Write a block through to the disk, and tell whether that went well."""
    try:
        with NamedTemporaryFile(dir=folder, prefix=".written-") as file:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    return True


def _free_bytes() -> float:
    return float(shutil.disk_usage(_folder()).free)


def _folder() -> Path:
    folder: Path = current_app.config["SETTINGS"].data_dir
    return folder


DISK = HealthCheck(name="disk", is_well=has_room)
DISK_GAUGE = Gauge(name="data_free_bytes", help="Room on the disk of DATA_DIR.", read=_free_bytes)
