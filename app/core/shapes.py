"""Shapes made from what has the same attributes: a row, another shape."""

from collections.abc import Callable, Hashable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Shape = TypeVar("Shape")
"""A dataclass or a named tuple."""


def shaped(shape: type[Shape], source: object, **given: object) -> Shape:
    """Return a shape filled from the attributes of `source` that are called as its fields.

    Args:
        shape: what is wanted; at least two of its fields are read from the source.
        source: a row, an entity, another shape.
        given: fields that come from elsewhere.

    Raises:
        AttributeError: the source lacks a field.
    """
    names, read = _fields_of(cast("Hashable", shape), frozenset(given))
    return shape(**dict(zip(names, read(source), strict=True)), **given)


@cache
def _fields_of(
    shape: Hashable, given: frozenset[str]
) -> tuple[tuple[str, ...], Callable[..., Any]]:
    """Return the names that are read, and what reads them; looked up once for each shape."""
    known = getattr(shape, "_fields", ()) or [
        field.name for field in fields(cast("type[DataclassInstance]", shape))
    ]
    names = tuple(name for name in known if name not in given)
    return names, attrgetter(*names)
