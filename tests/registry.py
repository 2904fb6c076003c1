"""What rooms provide, otherwise than the house has it."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from app.core.registry import REGISTRY, Registry


def provide(app: Flask, *things: object, instead_of: tuple[type, ...] = ()) -> None:
    """Provide these things as well, and nothing else of some types, from now on."""
    before: Registry = app.extensions[REGISTRY]
    kept = (thing for thing in before.things if type(thing) not in instead_of)
    app.extensions[REGISTRY] = Registry((*kept, *things))


@contextmanager
def providing(app: Flask, *things: object, instead_of: tuple[type, ...] = ()) -> Iterator[None]:
    """Do so for a while."""
    before: Registry = app.extensions[REGISTRY]
    provide(app, *things, instead_of=instead_of)
    try:
        yield
    finally:
        app.extensions[REGISTRY] = before
