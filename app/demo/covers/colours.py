"""The colours of the house, as papers to cut from; `static/css/tokens.css` has them for pages."""

from random import Random

from app.demo.covers.paper import Collage

PAPER, SHEET, SUNK, INK, LINE = "#f8f3e8", "#fffdf8", "#f1eadb", "#1f2b26", "#d8ccb2"
GREEN, MOSS, FERN, SAGE, MINT = "#1d5443", "#4d7f68", "#8fb09c", "#b9cfbf", "#e0ecdf"
BRICK, TERRACOTTA, CLAY, BLUSH = "#8f371d", "#ad4526", "#dfa892", "#f8e2d6"
MARIGOLD, GOLD, CREAM = "#f0b440", "#eac577", "#fbeecb"
SLATE, MIST, PALE = "#6d8796", "#a9bdc9", "#d5e0e3"
WOOD, EARTH = "#c9a27c", "#4a3325"
GAY = (TERRACOTTA, MARIGOLD, GREEN, CLAY, SLATE, GOLD)
DAY = ((CREAM, BLUSH), (MINT, PAPER), (BLUSH, CREAM), (PALE, PAPER))
WALLS = (*DAY, (SAGE, MINT), (CLAY, BLUSH))
NIGHT = (("#16302a", "#2b5c4c"), ("#22303a", "#52666f"))


def begun(seed: int, grounds: tuple[tuple[str, str], ...]) -> tuple[Collage, Random]:
    """Return a ground, and lots that fall the same way for each seed."""
    return Collage(*grounds[seed % len(grounds)]), Random(seed)  # noqa: S311 - it protects nothing
