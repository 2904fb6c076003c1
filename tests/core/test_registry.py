"""What rooms provide is found by its type."""

from dataclasses import dataclass

import pytest
from flask import Flask

from app.core.registry import Registry, provided, provided_by_kind, the_provided
from tests.registry import providing


@dataclass(frozen=True)
class Thing:
    """Something of a kind."""

    kind: str
    size: int = 0


@dataclass(frozen=True)
class Larger(Thing):
    """Of a type of its own."""


@dataclass(frozen=True)
class Nameless:
    """Something that names no kind."""

    size: int


@pytest.mark.no_app
def test_things_are_found_by_exactly_their_type_in_their_order():
    things = (Thing("b"), Nameless(1), Larger("c"), Thing("a"))
    registry = Registry(things)
    assert registry.of_type(Thing) == (Thing("b"), Thing("a"))
    assert registry.of_type(Larger) == (Larger("c"),)
    assert registry.of_type(Nameless) == (Nameless(1),)
    assert registry.of_type(str) == ()
    assert registry.things == things


@pytest.mark.no_app
def test_by_its_kind_the_later_one_is_found():
    registry = Registry((Thing("a", 1), Thing("a", 2), Nameless(1)))
    assert registry.by_kind(Thing) == {"a": Thing("a", 2)}
    assert registry.by_kind(Nameless) == {}


def test_nobody_may_provide_something_and_one_may_for_all(app: Flask):
    assert the_provided(Nameless) is None
    with providing(app, Nameless(1), Nameless(2), Thing("a")):
        assert provided(Nameless) == (Nameless(1), Nameless(2))
        assert the_provided(Nameless) == Nameless(2)
        assert provided_by_kind(Thing) == {"a": Thing("a")}
        with providing(app, instead_of=(Nameless,)):
            assert provided(Nameless) == ()
    assert provided(Thing) == ()
