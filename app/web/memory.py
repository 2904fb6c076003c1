"""How much memory something takes that is kept."""

import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

_PLAIN = frozenset((str, bytes, int, float, bool, type(None)))
"""What holds nothing else, and most of what is kept."""

_known_fields: dict[type, tuple[str, ...]] = {}


def memory_of(kept: object) -> int:
    """Return the bytes that a value and all that it holds take; what is shared counts each time."""
    size = sys.getsizeof(kept)
    if type(kept) in _PLAIN:
        return size
    if isinstance(kept, tuple | list | set | frozenset):
        return size + sum(map(memory_of, kept))
    if isinstance(kept, Mapping):
        return size + sum(map(memory_of, kept)) + sum(map(memory_of, kept.values()))
    return sum((memory_of(getattr(kept, name)) for name in _fields_of(type(kept))), size)


def _fields_of(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass; of anything else, none."""
    if kind not in _known_fields:
        known = fields(kind) if is_dataclass(kind) else ()
        _known_fields[kind] = tuple(field.name for field in known)
    return _known_fields[kind]
