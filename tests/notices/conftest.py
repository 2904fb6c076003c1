"""A board whose notes are told, for the length of a test."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.factories.notices import Board
from tests.registry import providing


@pytest.fixture
def board(app: Flask) -> Iterator[Board]:
    """Return a board that takes part in the house."""
    board = Board()
    with providing(app, *board.provides()):
        yield board
