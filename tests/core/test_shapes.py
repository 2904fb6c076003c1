"""Shapes from what has the same attributes."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from app.core.shapes import shaped


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    id: int
    name: str
    is_known: bool = False


def test_fields_are_read_by_their_name() -> None:
    """What the source has besides is left; so is what is given."""
    source = SimpleNamespace(id=1, name="Ana", is_known=True, age=40)
    assert shaped(_Person, source) == _Person(id=1, name="Ana", is_known=True)
    assert shaped(_Person, source, is_known=False) == _Person(id=1, name="Ana")


class _Place(NamedTuple):
    id: int
    name: str


def test_named_tuples_are_shapes_too() -> None:
    """As rows of many are, where a dataclass would be dear."""
    assert shaped(_Place, SimpleNamespace(id=1, name="Redon")) == _Place(1, "Redon")


def test_a_source_that_lacks_a_field_is_refused() -> None:
    """Also where the field has a default: forgetting a column must not look like a value."""
    with pytest.raises(AttributeError):
        shaped(_Person, SimpleNamespace(id=1, name="Ana"))
