"""What the header of a JPEG says about how it will be decoded."""

import struct

_MARKER = struct.Struct(">BBH")
_LEAD = 0xFF
"""Begins every marker."""
_SCAN = 0xDA
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC9, 0xCA, 0xCB})
_PROGRESSIVE = frozenset({0xC2, 0xCA})
_COMPONENTS_AT = 5
"""Bytes of a frame before the number of its components. Source: ITU-T T.81, B.2.2."""


def keeps_coefficients(data: bytes) -> bool:
    """Say whether the whole picture is kept in memory, at full size, until its last scan is read.

    So it is for a progressive one, and for one whose colours come one after the other.
    """
    at, components = 2, 0
    while at + _MARKER.size < len(data):
        lead, marker, length = _MARKER.unpack_from(data, at)
        if lead != _LEAD:
            return True
        if marker == _LEAD:  # such a byte may stand before a marker, to fill
            at += 1
            continue
        body = at + _MARKER.size
        if marker in _PROGRESSIVE:
            return True
        if marker in _FRAMES and body + _COMPONENTS_AT < len(data):
            components = data[body + _COMPONENTS_AT]
        if marker == _SCAN:
            return data[body] != components
        at += 2 + length
    return True
