"""A board whose notes are told, for the length of a test."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.core.subjects import SUBJECTS
from tests.factories.notices import Board


@pytest.fixture
def board(app: Flask) -> Iterator[Board]:
    """Return a board that takes part in the house."""
    board = Board()
    board.announce(app)
    yield board
    del app.extensions[SUBJECTS]["tests.note"]
