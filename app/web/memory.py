"""How much memory something takes that is kept."""

import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass


def memory_of(kept: object) -> int:
    """Return the bytes that a value and all that it holds take; what is shared counts each time."""
    size = sys.getsizeof(kept)
    if isinstance(kept, Mapping):
        return size + sum(memory_of(name) + memory_of(value) for name, value in kept.items())
    if isinstance(kept, tuple | list | set | frozenset):
        return size + sum(map(memory_of, kept))
    if is_dataclass(kept):
        return size + sum(memory_of(getattr(kept, field.name)) for field in fields(kept))
    return size
