"""What every style sheet promises: one place for colours, contrast in both themes, no tricks."""

import re
from pathlib import Path

import pytest

from app.web.assets import BUNDLE, read_assets

pytestmark = pytest.mark.no_app

CSS = Path(__file__).parents[1] / "static" / "css"
SHEETS = sorted(CSS.glob("*.css"))
NAMES_COLOURS = {"tokens.css", "dark.css", "print.css"}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})\b")
_LITERAL = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", re.IGNORECASE)
_ID = re.compile(r"(?:^|[\s,>+~(])#[a-z][\w-]*[^;]*\{", re.MULTILINE)
READ_ON = [
    *((ink, paper) for ink in ("ink", "ink-soft") for paper in ("paper", "surface", "sunk")),
    *(
        (ink, f"{look}-soft")
        for look in ("green", "terracotta", "marigold")
        for ink in ("ink", f"{look}-ink")
    ),
    *((f"{look}-ink", paper) for look in ("green", "terracotta") for paper in ("paper", "surface")),
    *((f"on-{look}", look) for look in ("green", "terracotta", "marigold", "bar")),
    *((f"on-{look}", f"{look}-press") for look in ("green", "terracotta", "marigold", "bar")),
    *(("on-hue", f"hue-{number}") for number in range(12)),
]
"""Text and what it stands on, as the sheets pair them."""
SEEN_ON = [("line-strong", "surface"), ("focus", "paper"), ("focus", "surface")]
"""Borders of fields and marks of focus."""


def rules(sheet: Path) -> str:
    """Return a sheet without its comments."""
    return _COMMENT.sub("", sheet.read_text("utf-8"))


def themes() -> dict[str, dict[str, str]]:
    """Return the colours of each theme by name."""
    light = dict(_TOKEN.findall(rules(CSS / "tokens.css")))
    return {"light": light, "dark": light | dict(_TOKEN.findall(rules(CSS / "dark.css")))}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour. Source: WCAG 2.2, relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), READ_ON)
def test_text_is_readable_in_both_themes(theme: str, ink: str, paper: str) -> None:
    """Source: WCAG 2.2, 1.4.3: 4.5 to 1."""
    colours = themes()[theme]
    assert contrast(colours[ink], colours[paper]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "paper"), SEEN_ON)
def test_fields_and_focus_are_seen_in_both_themes(theme: str, mark: str, paper: str) -> None:
    """Source: WCAG 2.2, 1.4.11: 3 to 1."""
    colours = themes()[theme]
    assert contrast(colours[mark], colours[paper]) >= 3


def test_dark_is_what_the_reader_chose_or_else_what_the_device_wishes() -> None:
    served = read_assets(CSS.parent).files[BUNDLE].content.decode()
    [by_choice] = re.findall(r'^  :root\[data-theme="dark"\] \{([^}]*)\}', served, re.MULTILINE)
    [by_device] = re.findall(
        r"@media \(prefers-color-scheme: dark\) \{\s*(?:/\*.*\*/\s*)?@layer base \{"
        r'\s*:root:not\(\[data-theme="light"\]\) \{([^}]*)\}',
        served,
    )
    assert "color-scheme: dark" in by_choice
    assert by_device == by_choice


def test_every_sheet_is_served_once() -> None:
    listed = (CSS / "bundle.txt").read_text("utf-8").split()
    assert sorted(listed) == [sheet.name for sheet in SHEETS]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_plays_no_tricks(sheet: Path) -> None:
    text = rules(sheet)
    assert "!important" not in text
    assert not _ID.search(text)
    assert len(text.splitlines()) <= 250
    if sheet.name not in NAMES_COLOURS:
        assert not _LITERAL.search(text)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_names_only_properties_that_exist(sheet: Path) -> None:
    everything = "".join(rules(one) for one in SHEETS)
    known = set(re.findall(r"(--[a-z0-9-]+)\s*:", everything))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", rules(sheet))) <= known


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_keeps_to_its_layer(sheet: Path) -> None:
    outside = re.sub(r"@layer [a-z, ]+;|@font-face \{[^}]*\}", "", rules(sheet))
    assert not re.search(r"^(?!@layer|\s|\}|$)", outside, re.MULTILINE)
