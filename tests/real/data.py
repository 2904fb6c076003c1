"""Where the real data is: beside the checkout, or where `ENTRAIDE_DATA` says. Never in it."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("ENTRAIDE_DATA") or Path(__file__).parents[3] / "shared" / "data")


def real(path: str) -> Path:
    """Return a file or folder of real data, or skip the test that asks for it."""
    place = FOLDER / path
    if not place.exists():
        pytest.skip(f"no real data at {place}")
    return place
