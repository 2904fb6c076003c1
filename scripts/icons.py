"""Draw the icons of the site for phones and for shared links: the mark of `static/img/icon.svg`.

Two strokes that hold each other up, on the green of the door. Run after changing the mark:
`python -m scripts.icons`.
"""

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parents[1] / "static" / "img"
_GREEN, _FLOOR, _PAPER, _MARIGOLD = "#1d4a3c", "#8fb3a4", "#f8f3e8", "#f0b440"
_UNITS = 64
_SMOOTH = 4
"""Drawn so many times larger, then made smaller: Pillow draws no soft edges."""
_STROKES = (
    ((15, 47), (49, 47), 3.5, _FLOOR),
    ((15, 47), (36.5, 15), 7, _PAPER),
    ((49, 47), (27.5, 15), 7, _MARIGOLD),
)
_ICONS = {"icon-180.png": 1.0, "icon-192.png": 1.0, "icon-512.png": 1.0, "icon-mask-512.png": 0.72}
"""Each file, and the share of it that the mark takes; a phone may cut a mask to a circle."""
_CARD = (1200, 630)
"""Pixels of the picture beside a shared link. Source: Open Graph practice, 1.91 to 1."""


def main() -> None:
    """Draw all of them."""
    for name, share in _ICONS.items():
        side = int(name.removesuffix(".png").rsplit("-", 1)[1])
        picture(side, side, share).save(FOLDER / name, optimize=True)
    picture(*_CARD, 0.9).save(FOLDER / "card.png", optimize=True)


def picture(width: int, height: int, share: float) -> Image.Image:
    """Return the mark in the middle of a green field; sizes in pixels."""
    large = Image.new("RGB", (width * _SMOOTH, height * _SMOOTH), _GREEN)
    draw = ImageDraw.Draw(large)
    scale = min(width, height) * _SMOOTH * share / _UNITS
    left = (width * _SMOOTH - _UNITS * scale) / 2
    top = (height * _SMOOTH - _UNITS * scale) / 2
    for (x1, y1), (x2, y2), thick, colour in _STROKES:
        start, end = (left + x1 * scale, top + y1 * scale), (left + x2 * scale, top + y2 * scale)
        draw.line((start, end), fill=colour, width=round(thick * scale))
        for x, y in (start, end):
            half = thick * scale / 2
            draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)
    return large.resize((width, height), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
