"""The motifs by name."""

from types import MappingProxyType

from app.demo.covers import indoors, outdoors

MOTIFS = MappingProxyType(
    {
        "assembly": indoors.assembly,
        "bicycle": outdoors.bicycle,
        "books": indoors.books,
        "bulbs": outdoors.bulbs,
        "bunting": outdoors.bunting,
        "calendar": indoors.calendar,
        "coins": indoors.coins,
        "hills": outdoors.hills,
        "letters": indoors.letters,
        "seedlings": outdoors.seedlings,
        "table": indoors.table,
        "windows": outdoors.windows,
    }
)
"""Each draws from a seed: the same one gives the same picture, and another one another."""


def drawn(motif: str, seed: int) -> bytes:
    """Return a cover as a PNG of 1280 × 720 pixels."""
    return MOTIFS[motif](seed).finished()
