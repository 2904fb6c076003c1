"""Pieces of coloured paper, cut and laid on one another, each with a soft shadow.

Coordinates are pixels of the finished picture, which is drawn twice as large: edges are smooth.
"""

from io import BytesIO
from itertools import pairwise
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1280, 720
_FINE = 2
_COARSE = 4
"""Shadows are blurred so much smaller."""
_SHADOW = (31, 43, 38)
_LIGHT = Image.radial_gradient("L").point(lambda dark: max(0, 127 - dark) * 1.6)

Point = tuple[float, float]
Shape = list[Point]


class Collage:
    """A picture in the making: what is laid last is on top."""

    def __init__(self, above: str, below: str) -> None:
        """Begin with a ground that goes over from one colour to another."""
        size = (WIDTH * _FINE, HEIGHT * _FINE)
        self._image = Image.new("RGB", size, above)
        self._image.paste(
            Image.new("RGB", size, below), mask=Image.linear_gradient("L").resize(size)
        )

    def lay(self, colour: str, *shapes: Shape, lift: float = 5) -> None:
        """Lay shapes of one colour; `lift` is how far their shadow falls, 0 for flat ones."""
        left, top, right, bottom = _bounds(shapes, margin=3 * lift)
        if left >= right or top >= bottom:
            return
        mask = Image.new("L", ((right - left) * _FINE, (bottom - top) * _FINE))
        pen = ImageDraw.Draw(mask)
        for shape in shapes:
            pen.polygon([((x - left) * _FINE, (y - top) * _FINE) for x, y in shape], fill=255)
        place = (left * _FINE, top * _FINE)
        if lift:
            self._image.paste(_SHADOW, _box_at(place, mask), mask=_shadow_of(mask, lift))
        self._image.paste(colour, _box_at(place, mask), mask=mask)

    def shine(self, at: Point, radius: int, colour: str) -> None:
        """Let light fall round a point."""
        side = 2 * radius * _FINE
        light = _LIGHT.resize((side, side))
        place = (int(at[0] - radius) * _FINE, int(at[1] - radius) * _FINE)
        self._image.paste(colour, _box_at(place, light), mask=light)

    def finished(self) -> bytes:
        """Return the picture as a PNG."""
        data = BytesIO()
        self._image.reduce(_FINE).save(data, "PNG", compress_level=1)
        return data.getvalue()


def _bounds(shapes: tuple[Shape, ...], *, margin: float) -> tuple[int, int, int, int]:
    """Return the part of the picture that shapes and their shadows touch."""
    across = [x for shape in shapes for x, _y in shape]
    down = [y for shape in shapes for _x, y in shape]
    left, top = max(0, int(min(across) - margin)), max(0, int(min(down) - margin))
    right, bottom = (
        min(WIDTH, int(max(across) + margin) + 2),
        min(HEIGHT, int(max(down) + margin) + 2),
    )
    return left // 4 * 4, top // 4 * 4, right, bottom


def _box_at(place: tuple[int, int], piece: Image.Image) -> tuple[int, int, int, int]:
    """Return where a piece comes to lie."""
    return (*place, place[0] + piece.width, place[1] + piece.height)


def _shadow_of(mask: Image.Image, lift: float) -> Image.Image:
    """Return where a shadow falls, and how dark it is."""
    small = mask.reduce(_COARSE)
    shadow = Image.new("L", small.size)
    step = lift * _FINE / _COARSE
    shadow.paste(small, (round(step * 0.4), round(step)))
    blurred = shadow.filter(ImageFilter.GaussianBlur(step * 0.9))
    return blurred.point(lambda dark: dark * 0.26).resize(mask.size)


def disc(x: float, y: float, radius: float, *, flat: float = 1, part: float = 1) -> Shape:
    """Return a disc; `flat` makes it lower, `part` is how much of a turn, from the left upwards."""
    steps = 120
    turns = [pi + 2 * pi * part * step / steps for step in range(steps + 1)]
    return [(x + radius * cos(turn), y + radius * flat * sin(turn)) for turn in turns]


def box(x: float, y: float, width: float, height: float, *, round_by: float = 0) -> Shape:
    """Return a box from its upper left corner, with round corners."""
    corners = ((x, y, 2), (x + width, y, 3), (x + width, y + height, 0), (x, y + height, 1))
    inward = {2: (1, 1), 3: (-1, 1), 0: (-1, -1), 1: (1, -1)}
    shape = []
    for left, top, quarter in corners:
        centre = (left + round_by * inward[quarter][0], top + round_by * inward[quarter][1])
        for step in range(9):
            turn = quarter * pi / 2 + step * pi / 16
            shape.append((centre[0] + round_by * cos(turn), centre[1] + round_by * sin(turn)))
    return shape


def turned(shape: Shape, about: Point, turn: float) -> Shape:
    """Return a shape turned about a point; radians, to the right."""
    (left, top), along, across = about, cos(turn), sin(turn)
    return [
        (
            left + (x - left) * along - (y - top) * across,
            top + (x - left) * across + (y - top) * along,
        )
        for x, y in shape
    ]


def strip(start: Point, end: Point, width: float) -> Shape:
    """Return a straight strip between two points."""
    (x, y), (to_x, to_y) = start, end
    length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5 or 1
    aside, down = (to_y - y) / length * width / 2, (x - to_x) / length * width / 2
    return [
        (x + aside, y + down),
        (to_x + aside, to_y + down),
        (to_x - aside, to_y - down),
        (x - aside, y - down),
    ]


def ring(x: float, y: float, radius: float, width: float) -> Shape:
    """Return a ring."""
    return disc(x, y, radius) + disc(x, y, radius - width)[::-1]


def leaf(start: Point, length: float, turn: float, *, belly: float = 0.32) -> Shape:
    """Return a leaf that grows from a point; radians from straight up, to the right."""
    steps = 24
    side = [
        (
            belly * length * sin(pi * step / steps) * (1 - 0.25 * step / steps),
            -length * step / steps,
        )
        for step in range(steps + 1)
    ]
    both = side + [(-aside, up) for aside, up in side[::-1]]
    return turned([(start[0] + aside, start[1] + up) for aside, up in both], start, turn)


def rope(start: Point, end: Point, sag: float, *, knots: int = 60) -> Shape:
    """Return the points of a rope that hangs between two others."""
    return [
        (
            start[0] + (end[0] - start[0]) * step / knots,
            start[1]
            + (end[1] - start[1]) * step / knots
            + 4 * sag * (step / knots) * (1 - step / knots),
        )
        for step in range(knots + 1)
    ]


def drawn_along(points: Shape, width: float) -> list[Shape]:
    """Return strips along points, as a thread."""
    return [strip(one, other, width) for one, other in pairwise(points)]


def ridge(base: float, rise: float, lots: Random) -> Shape:
    """Return the line of a hill, filled down to the lower edge."""
    waves = [
        (rise * lots.uniform(0.5, 1), lots.uniform(240, 420), lots.uniform(0, 2 * pi)),
        (rise * lots.uniform(0.15, 0.35), lots.uniform(90, 150), lots.uniform(0, 2 * pi)),
    ]
    line = [
        (x, base + sum(high * sin(x / wide + shift) for high, wide, shift in waves))
        for x in range(-20, WIDTH + 40, 20)
    ]
    return [*line, (WIDTH + 20, HEIGHT + 20), (-20, HEIGHT + 20)]
