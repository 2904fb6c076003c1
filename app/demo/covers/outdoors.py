"""Motifs under the sky."""

from math import pi
from random import Random

from app.demo.covers.colours import (
    BLUSH,
    BRICK,
    CLAY,
    CREAM,
    DAY,
    EARTH,
    FERN,
    GAY,
    GOLD,
    GREEN,
    INK,
    LINE,
    MARIGOLD,
    MIST,
    MOSS,
    NIGHT,
    SAGE,
    SHEET,
    SLATE,
    TERRACOTTA,
    WOOD,
    begun,
)
from app.demo.covers.paper import (
    WIDTH,
    Collage,
    Point,
    Shape,
    box,
    disc,
    drawn_along,
    leaf,
    ridge,
    ring,
    rope,
    strip,
    turned,
)

_TOWER = 4
"""Which building of a village is one."""
_LEAVES_ONLY = 4
"""Up to this step plants are not in flower."""


def hills(seed: int) -> Collage:
    """Hills in the morning, with a village."""
    sheet, lots = begun(seed, DAY)
    sheet.lay((MARIGOLD, TERRACOTTA)[seed % 2], disc(lots.uniform(240, 1040), 200, 100), lift=0)
    sheet.lay(SAGE, ridge(350, 42, lots), lift=8)
    sheet.lay(FERN, ridge(445, 38, lots), lift=8)
    _trees(sheet, lots, 470, MOSS)
    sheet.lay(MOSS, ridge(545, 34, lots), lift=8)
    _village(sheet, lots)
    _trees(sheet, lots, 640, "#2b6350")
    sheet.lay(GREEN, ridge(660, 22, lots), lift=8)
    return sheet


def _trees(sheet: Collage, lots: Random, ground: float, colour: str) -> None:
    """Some trees, round or pointed."""
    for _each in range(7):
        x, high = lots.uniform(20, WIDTH - 20), lots.uniform(70, 120)
        sheet.lay(EARTH, strip((x, ground + 60), (x, ground - high * 0.4), 6), lift=0)
        crown = disc(x, ground - high * 0.6, high * 0.36, flat=1.25)
        sheet.lay(
            colour, lots.choice((crown, leaf((x, ground), high * 1.2, 0, belly=0.24))), lift=3
        )


def _village(sheet: Collage, lots: Random) -> None:
    """Houses close to each other, and a tower."""
    left = lots.uniform(220, 560)
    for place in range(8):
        x, top, wide = left + 70 * place, lots.uniform(490, 545), lots.uniform(74, 86)
        if place == _TOWER:
            sheet.lay(SHEET, box(x, 370, 52, 360))
            sheet.lay(INK, [(x - 8, 374), (x + 26, 268), (x + 60, 374)], lift=3)
            sheet.lay(MARIGOLD, disc(x + 26, 410, 14), lift=0)
        sheet.lay(lots.choice((SHEET, CREAM, BLUSH)), box(x, top, wide, 240))
        roof = [(x - 8, top + 2), (x + wide / 2, top - 54), (x + wide + 8, top + 2)]
        sheet.lay(lots.choice((TERRACOTTA, BRICK, CLAY)), roof, lift=3)
        panes = [box(x + aside, top + 22, 15, 24, round_by=2) for aside in (18, wide - 33)]
        sheet.lay(lots.choice((GREEN, SLATE)), *panes, lift=0)


def bunting(seed: int) -> Collage:
    """Flags over a tent."""
    sheet, lots = begun(seed, DAY)
    sheet.lay(SAGE, ridge(560, 26, lots), lift=8)
    _trees(sheet, lots, 580, FERN)
    _tent(sheet, lots.uniform(400, 880), (TERRACOTTA, GREEN, MARIGOLD)[seed % 3])
    sheet.lay(MOSS, ridge(672, 10, lots), lift=8)
    lean = lots.uniform(-50, 50)
    for row in range(2):
        ends = (-30, 20 + 110 * row + lean), (WIDTH + 30, 20 + 110 * row - lean)
        line = rope(*ends, 70, knots=68)
        sheet.lay(INK, *drawn_along(line, 3), lift=3)
        for knot in range(2, 66, 4):
            (x, y), (to_x, to_y) = line[knot], line[knot + 3]
            flag = [(x, y), (to_x, to_y), ((x + to_x) / 2, (y + to_y) / 2 + 66)]
            sheet.lay(GAY[(knot // 4 + 2 * row + seed) % len(GAY)], flag)
    return sheet


def _tent(sheet: Collage, x: float, colour: str) -> None:
    """A striped tent."""
    sheet.lay(SHEET, box(x - 230, 500, 460, 190))
    sheet.lay(INK, [(x - 74, 690), (x - 54, 530), (x + 54, 530), (x + 74, 690)], lift=0)
    sheet.lay(colour, strip((x, 318), (x, 380), 6), [(x, 308), (x + 52, 324), (x, 340)], lift=2)
    for stripe in range(9):
        left, right = x - 261 + 58 * stripe, x - 203 + 58 * stripe
        top = x - 27 + 6 * stripe
        shape: Shape = [(top, 374), (top + 6, 374), (right, 508), (left, 508)]
        scallop = disc(left + 29, 506, 29, part=-0.5)
        sheet.lay((colour, SHEET)[stripe % 2], shape, scallop, lift=3)


def bicycle(seed: int) -> Collage:
    """A bicycle before hills, with flowers in its basket."""
    sheet, lots = begun(seed, DAY)
    sheet.lay(GOLD, disc(lots.uniform(240, 1040), 200, 110), lift=0)
    sheet.lay(SAGE, ridge(470, 40, lots), lift=8)
    sheet.lay(MOSS, ridge(652, 8, lots), lift=8)
    x, colour = lots.uniform(560, 720), (TERRACOTTA, GREEN, MARIGOLD)[seed % 3]
    for about in ((x - 235, 470), (x + 235, 470)):
        spokes = [turned(strip((about[0], 300), about, 3), about, pi * n / 9) for n in range(18)]
        sheet.lay(SHEET, *spokes, lift=2)
        sheet.lay(INK, ring(*about, 184, 15))
        sheet.lay(LINE, ring(*about, 168, 6), lift=0)
        sheet.lay(INK, disc(*about, 16), lift=2)
    _frame(sheet, x, colour)
    flowers = [(x + 188 + 26 * n, 226 - 16 * (n % 2)) for n in range(5)]
    stems = [leaf((a, b + 14), 50, 0.45 * (n - 2)) for n, (a, b) in enumerate(flowers)]
    sheet.lay(MOSS, *stems, lift=2)
    for number, place in enumerate(flowers):
        sheet.lay((MARIGOLD, CLAY, SHEET)[(number + seed) % 3], disc(*place, 15), lift=2)
    sheet.lay(WOOD, box(x + 176, 230, 128, 86, round_by=12))
    return sheet


def _frame(sheet: Collage, x: float, colour: str) -> None:
    """What holds the wheels together."""
    back, front, pedal = (x - 235, 470), (x + 235, 470), (x - 40, 480)
    seat, head, low = (x - 105, 262), (x + 165, 262), (x - 96, 290)
    tubes = ((back, pedal), (back, low), (pedal, seat), (pedal, head), (low, head))
    sheet.lay(colour, *(strip(*ends, 15) for ends in tubes), strip((x + 152, 216), front, 15))
    sheet.lay(INK, box(x - 168, 240, 122, 26, round_by=13), ring(*pedal, 36, 10))
    bar = strip((x + 152, 220), (x + 110, 190), 12)
    sheet.lay(INK, bar, disc(x + 108, 189, 11), strip(pedal, (x - 4, 536), 9))


def bulbs(seed: int) -> Collage:
    """Bulbs on ropes, at night."""
    sheet, lots = begun(seed, NIGHT)
    stars = [
        disc(lots.uniform(0, WIDTH), lots.uniform(0, 420), lots.uniform(1, 3)) for _one in range(70)
    ]
    sheet.lay(MIST, *stars, lift=0)
    sheet.lay("#2f5d50", ridge(520, 40, lots), lift=8)
    sheet.lay("#1d4a3c", ridge(600, 30, lots), lift=8)
    for row in range(3):
        start, end = (
            (-40, lots.uniform(0, 90) + 90 * row),
            (WIDTH + 40, lots.uniform(0, 90) + 90 * row),
        )
        line = rope(start, end, lots.uniform(60, 120))
        sheet.lay("#0e1a17", *drawn_along(line, 4), lift=0)
        for x, y in line[4 + 2 * row :: 7]:
            _bulb(sheet, (x, y), lots.choice((MARIGOLD, CREAM, GOLD, CLAY)))
    _crowd(sheet, lots)
    return sheet


def _bulb(sheet: Collage, at: Point, colour: str) -> None:
    """A bulb and its light."""
    x, y = at
    sheet.shine((x, y + 36), 96, colour)
    sheet.lay("#0e1a17", box(x - 8, y - 2, 16, 20, round_by=3), lift=0)
    sheet.lay(colour, disc(x, y + 36, 22, flat=1.12), lift=0)
    sheet.lay(SHEET, disc(x - 6, y + 30, 7), lift=0)


def _crowd(sheet: Collage, lots: Random) -> None:
    """People who look the other way."""
    for x in range(-20, WIDTH + 60, 74):
        at, high = x + lots.uniform(-18, 18), lots.uniform(640, 676)
        body = disc(at, high + 96, 62, flat=1.3)
        sheet.lay(
            lots.choice(("#0e1a17", "#132722", "#193530")), disc(at, high - 12, 31), body, lift=3
        )


def seedlings(seed: int) -> Collage:
    """Young plants in a row, each a little higher than the one before."""
    sheet, lots = begun(seed, DAY)
    sheet.lay(MARIGOLD, disc((210, 1070)[seed % 2], 180, 100), lift=0)
    sheet.lay(SAGE, ridge(500, 24, lots), lift=8)
    for place in range(7):
        x, step = 130 + 170 * place, place if seed % 2 == 0 else 6 - place
        high = 90 + 52 * step + lots.uniform(-14, 14)
        colour, top = (GREEN, MOSS, "#2b6350")[place % 3], 610 - high
        sheet.lay(colour, strip((x, 640), (x, top), 8), lift=3)
        for pair in range(1 + step // 2):
            y, size = top + 6 + 84 * pair, 78 + 10 * min(pair, 2)
            sheet.lay(colour, *(leaf((x, y + 14), size, turn) for turn in (-0.95, 0.95)))
        if step > _LEAVES_ONLY:
            petals = [turned(disc(x, top - 34, 22), (x, top - 6), pi * one / 3) for one in range(6)]
            sheet.lay((TERRACOTTA, CLAY)[place % 2], *petals, lift=3)
            sheet.lay(MARIGOLD, disc(x, top - 6, 18), lift=2)
    sheet.lay(EARTH, ridge(640, 7, lots), lift=8)
    stones = [
        disc(lots.uniform(0, WIDTH), lots.uniform(668, 712), lots.uniform(4, 9))
        for _one in range(40)
    ]
    sheet.lay("#6b4d39", *stones, lift=0)
    return sheet


def windows(seed: int) -> Collage:
    """Houses of a street in the evening, with light in some windows."""
    sheet, lots = begun(seed, ((CLAY, CREAM), (MIST, BLUSH), ("#52666f", CLAY)))
    sheet.lay(SHEET, disc(lots.uniform(200, 1080), 120, 52), lift=0)
    x = -30.0
    while x < WIDTH:
        wide, top = lots.choice((150, 190, 230)), lots.uniform(170, 330)
        _house(sheet, lots, (x, top), wide)
        x += wide
    sheet.lay(INK, box(-20, 676, WIDTH + 40, 80), lift=8)
    return sheet


def _house(sheet: Collage, lots: Random, at: Point, wide: float) -> None:
    """One house of a street."""
    (x, top), wall = at, lots.choice((GREEN, MOSS, TERRACOTTA, SLATE, BRICK, "#3a5560"))
    sheet.lay(wall, box(x, top, wide, 560), lift=8)
    gable = [(x - 4, top + 2), (x + wide / 2, top - 80), (x + wide + 4, top + 2)]
    sheet.lay(INK, lots.choice((gable, box(x - 6, top - 16, wide + 12, 26))), lift=4)
    columns = int(wide // 64)
    first = x + (wide - 64 * columns) / 2 + 13
    for place in range(columns * 5):
        pane = box(
            first + 64 * (place % columns), top + 42 + 92 * (place // columns), 38, 56, round_by=4
        )
        colour = lots.choice((MARIGOLD, CREAM, GOLD, "#2a3a36", "#2a3a36"))
        sheet.lay(colour, pane, lift=0)
