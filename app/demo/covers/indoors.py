"""Motifs of desks, tables, shelves and halls."""

from math import pi
from random import Random

from app.demo.covers.colours import (
    BRICK,
    CLAY,
    CREAM,
    DAY,
    EARTH,
    GAY,
    GOLD,
    GREEN,
    INK,
    LINE,
    MARIGOLD,
    MOSS,
    PAPER,
    SAGE,
    SHEET,
    SUNK,
    TERRACOTTA,
    WALLS,
    WOOD,
    begun,
)
from app.demo.covers.paper import (
    HEIGHT,
    WIDTH,
    Collage,
    Point,
    Shape,
    box,
    disc,
    leaf,
    ring,
    strip,
    turned,
)

_MIDDLE = (WIDTH / 2, HEIGHT / 2)


def table(seed: int) -> Collage:
    """A round table from above, with papers and cups."""
    sheet, lots = begun(seed, DAY)
    x, y, seats = lots.uniform(460, 820), HEIGHT / 2, 6 + seed % 3
    for seat in range(seats):
        turn = 2 * pi * seat / seats + seed
        chair, back = (
            box(x - 52, y - 330, 104, 80, round_by=24),
            box(x - 58, y - 350, 116, 24, round_by=12),
        )
        sheet.lay(GAY[(seat + seed) % len(GAY)], turned(chair, (x, y), turn))
        sheet.lay(INK, turned(back, (x, y), turn), lift=3)
    sheet.lay((GOLD, CLAY, WOOD)[seed % 3], disc(x, y, 258), lift=14)
    for seat in range(seats):
        turn = 2 * pi * seat / seats + seed + lots.uniform(-0.08, 0.08)
        page = box(x - 48, y - 230, 84, 112, round_by=3)
        lines = [box(x - 38, y - 214 + 18 * row, lots.uniform(32, 62), 5) for row in range(5)]
        sheet.lay(SHEET, turned(page, (x, y), turn), lift=3)
        sheet.lay(LINE, *(turned(line, (x, y), turn) for line in lines), lift=0)
        cup = turned([(x + 68, y - 196)], (x, y), turn)[0]
        sheet.lay(GAY[(seat + 2) % len(GAY)], disc(*cup, 22), lift=4)
        sheet.lay(EARTH, disc(*cup, 15), lift=0)
    sheet.lay(GREEN, *(leaf((x, y), 66, 2 * pi * one / 7 + seed) for one in range(7)))
    sheet.lay(TERRACOTTA, disc(x, y, 20), lift=4)
    return sheet


def letters(seed: int) -> Collage:
    """Envelopes all over a table."""
    sheet, lots = begun(seed, WALLS)
    places = [(x, y) for y in (90, 350, 610) for x in (150, 480, 810, 1140)]
    lots.shuffle(places)
    for number, (x, y) in enumerate(places):
        about = (x + lots.uniform(-30, 30), y + lots.uniform(-20, 20))
        colour = SHEET if number % 2 else lots.choice((CREAM, *GAY))
        _envelope(sheet, about, lots.uniform(-0.32, 0.32), colour)
    return sheet


def _envelope(sheet: Collage, about: Point, turn: float, colour: str) -> None:
    """One envelope, seen from behind or from before."""
    x, y = about
    sheet.lay(colour, turned(box(x - 150, y - 98, 300, 196, round_by=8), about, turn), lift=9)
    if colour in {SHEET, CREAM} and turn > 0:
        stamp = box(x + 84, y - 78, 46, 56, round_by=3)
        lines = [box(x - 60, y - 4 + 24 * row, 140 - 30 * row, 8, round_by=4) for row in range(3)]
        ink = TERRACOTTA if round(turn * 100) % 2 else GREEN
        sheet.lay(ink, turned(stamp, about, turn), lift=2)
        sheet.lay(LINE, *(turned(line, about, turn) for line in lines), lift=0)
        return
    flap = [(x - 146, y - 94), (x + 146, y - 94), (x + 8, y + 24), (x - 8, y + 24)]
    seal = turned(disc(x, y + 14, 19), about, turn)
    sheet.lay(colour, turned(flap, about, turn), lift=5)
    sheet.lay(TERRACOTTA if colour in {MARIGOLD, GOLD} else MARIGOLD, seal, lift=3)


def calendar(seed: int) -> Collage:
    """A month on the wall, with days that are taken and one that counts."""
    sheet, lots = begun(seed, WALLS)
    lean = lots.uniform(-0.09, 0.09)

    def lay(colour: str, *shapes: Shape, lift: float = 3) -> None:
        sheet.lay(colour, *(turned(shape, _MIDDLE, lean) for shape in shapes), lift=lift)

    month = box(250, 66, 780, 620, round_by=14)
    lay(CREAM, turned(month, _MIDDLE, 0.04), lift=10)
    lay(SHEET, month, lift=10)
    lay((TERRACOTTA, GREEN, MARIGOLD)[seed % 3], box(250, 66, 780, 120, round_by=14), lift=0)
    lay(PAPER, box(300, 118, 210, 26, round_by=13), box(900, 118, 80, 26, round_by=13), lift=0)
    lay(INK, *(box(332 + 150 * one, 40, 16, 60, round_by=8) for one in range(5)))
    taken = {day: lots.choice(GAY) for day in lots.sample(range(2, 33), 11)}
    for day in range(2, 33):
        x, y = 288 + 102 * (day % 7), 214 + 90 * (day // 7)
        square = box(x, y, 88, 74, round_by=12)
        lay(taken.get(day, SUNK), square, lift=3 if day in taken else 0)
    lay(TERRACOTTA, ring(332 + 102 * (seed % 5 + 1), 431, 66, 9), lift=2)
    return sheet


def coins(seed: int) -> Collage:
    """Coins in heaps before an account book."""
    sheet, lots = begun(seed, WALLS)
    page = box(120, 60, 520, 680, round_by=10)
    about, lean = (380, 340), lots.uniform(-0.14, 0.02)
    rows = [box(170, 200 + 56 * row, 420, 3) for row in range(7)]
    words = [box(180, 178 + 56 * row, lots.uniform(80, 210), 10, round_by=5) for row in range(7)]
    sums = [box(520, 178 + 56 * row, 60, 10, round_by=5) for row in range(7)]
    sheet.lay(SHEET, turned(page, about, lean), lift=10)
    sheet.lay(TERRACOTTA, turned(box(120, 60, 520, 70, round_by=10), about, lean), lift=0)
    sheet.lay(LINE, *(turned(one, about, lean) for one in [*rows, *words]), lift=0)
    sheet.lay(MOSS, *(turned(one, about, lean) for one in sums), lift=0)
    sheet.lay(WOOD, box(-20, 610, WIDTH + 40, 130), lift=8)
    heaps = [3, 5, 8, 11]
    lots.shuffle(heaps)
    for heap, high in enumerate(heaps):
        for coin in range(high):
            x, y = 610 + 160 * heap + lots.uniform(-7, 7), 606 - 34 * coin
            sheet.lay((GOLD, MARIGOLD)[(coin + heap) % 2], box(x, y, 136, 34, round_by=10), lift=3)
            sheet.lay(
                "#c98f2a",
                *(box(x + 22 + 18 * n, y + 9, 5, 16, round_by=2) for n in range(6)),
                lift=0,
            )
    return sheet


def books(seed: int) -> Collage:
    """Shelves with books and folders."""
    sheet, lots = begun(seed, WALLS)
    for shelf in range(2):
        floor, x = 340 + 340 * shelf, lots.uniform(20, 70)
        sheet.lay(WOOD, box(-20, floor, WIDTH + 40, 26), lift=9)
        while x < WIDTH - 60:
            if not lots.randrange(16):
                x = _plant(sheet, x, floor)
            wide, high = lots.uniform(34, 74), lots.uniform(180, 270)
            lean = 0 if lots.randrange(10) else 0.13
            x += 34 * bool(lean)
            _book(sheet, lots, (x, floor), (wide, high, lean))
            x += wide + 3
    return sheet


def _book(sheet: Collage, lots: Random, at: Point, size: tuple[float, float, float]) -> None:
    """One book: where it stands, how wide and how high it is, and how it leans."""
    (x, floor), (wide, high, lean) = at, size
    colour = lots.choice((*GAY, SAGE, BRICK, MOSS, CREAM))
    bands = [box(x + 6, floor - high + 26, wide - 12, 8), box(x + 6, floor - 44, wide - 12, 8)]
    label = box(x + wide / 2 - 9, floor - high + 56, 18, lots.uniform(50, 90), round_by=3)
    sheet.lay(
        colour, turned(box(x, floor - high, wide, high, round_by=5), (x, floor), -lean), lift=3
    )
    on_it = SHEET if colour not in {CREAM, SAGE, GOLD} else TERRACOTTA
    sheet.lay(on_it, *(turned(one, (x, floor), -lean) for one in (*bands, label)), lift=0)


def _plant(sheet: Collage, x: float, floor: float) -> float:
    """A plant among the books; return where the next one stands."""
    leaves = [leaf((x + 52, floor - 84), 130, 0.4 * turn, belly=0.2) for turn in (-2, -1, 0, 1, 2)]
    sheet.lay(MOSS, *leaves)
    sheet.lay(
        TERRACOTTA, [(x + 10, floor - 92), (x + 94, floor - 92), (x + 82, floor), (x + 22, floor)]
    )
    return x + 116


def assembly(seed: int) -> Collage:
    """People in rows who vote, seen from behind."""
    sheet, lots = begun(seed, DAY)
    hair = (INK, EARTH, BRICK, "#8a8477", WOOD, "#2a3a36")
    sheet.lay(SHEET, box(340, 50, 600, 250, round_by=10), lift=9)
    lines = [box(400, 110 + 46 * row, (420, 340, 460)[row], 14, round_by=7) for row in range(3)]
    sheet.lay(LINE, *lines, lift=0)
    sheet.lay(TERRACOTTA, disc(880, 240, 26), lift=3)
    for row in range(3):
        size, floor = 62 + 14 * row, 440 + 130 * row
        for x in range(-10 - 60 * (row % 2), WIDTH + 80, 168 + 20 * row):
            at, coat = x + lots.uniform(-14, 14), lots.choice(GAY)
            if lots.choice((True, False, False)):
                _hand(sheet, (at + size * 0.8, floor), size, coat)
            sheet.lay(coat, disc(at, floor + size * 1.5, size * 1.12, flat=1.25))
            sheet.lay(
                lots.choice(hair), disc(at, floor - size * 0.1, size * 0.58, flat=1.1), lift=4
            )
    return sheet


def _hand(sheet: Collage, at: Point, size: float, coat: str) -> None:
    """An arm that holds a card up."""
    x, y = at
    sheet.lay(coat, strip((x, y + size), (x + 8, y - size), size * 0.42), lift=3)
    sheet.lay(CLAY, disc(x + 8, y - size, size * 0.24), lift=2)
    sheet.lay(SHEET, turned(box(x - 22, y - size * 2, 62, 60, round_by=4), (x, y), 0.06), lift=4)
