"""Published attacks and pathological texts, through the door of the text room."""

import gzip
import json
import re
from collections.abc import Iterable

import pytest

from app.text import (
    MAX_LENGTH,
    difference,
    mentioned_handles,
    normalise,
    plain,
    render,
    search_text,
)
from tests.real.data import real
from tests.text.html_of import html_of
from tests.text.safety import assert_safe

pytestmark = pytest.mark.no_app


def assert_all_safe(texts: Iterable[str]) -> None:
    """Render many texts, each alone, and look at what a browser would find."""
    for text in dict.fromkeys(texts):
        assert_safe(render(text, handles=["lea"]).html)


def test_lists_of_payloads_end_as_text() -> None:
    files = sorted(real("hostile-xss").glob("patt_*.txt"))
    assert files
    for file in files:
        assert_all_safe(file.read_text(errors="surrogateescape").splitlines())


def test_payloads_inside_links_and_pictures_end_as_text() -> None:
    lines = (real("hostile-xss") / "patt_RSNAKE_XSS.txt").read_text(errors="replace").splitlines()
    shapes = ("[a]({})", "[a](<{}>)", "![{0}]({0})", "[{}](/x)", '[a](/x "{}")', "<{}>", "`{}`")
    assert_all_safe(shape.format(line) for line in lines for shape in shapes)


def test_the_cheat_sheet_of_filter_evasion_ends_as_text() -> None:
    sheet = (real("hostile-xss") / "OWASP_XSS_Filter_Evasion_Cheat_Sheet.md").read_text()
    assert_all_safe([*re.findall(r"```\w*\n(.*?)```", sheet, re.DOTALL), sheet])


def test_what_the_cleaner_is_tested_with_ends_as_text() -> None:
    files = real("hostile-xss/bleach-data").glob("*.test")
    assert_all_safe(file.read_text().split("\n--\n")[0] for file in files)


def test_naughty_strings_are_shown_searched_and_compared() -> None:
    strings = json.loads(real("hostile-strings-emails/blns.json").read_text())
    assert_all_safe(strings)
    for text in strings:
        stored = normalise(text)
        stored.encode()
        mentioned_handles(stored)
        assert len(plain(stored, limit=50)) <= 50
        difference(stored, search_text(stored))


def test_every_example_of_the_standard_is_rendered_safely() -> None:
    examples = json.loads(real("hostile-markdown/commonmark_spec.json").read_text())
    for example in examples:
        assert_safe(html_of(example["markdown"]))


def test_pathological_texts_are_formatted_or_shown_as_typed() -> None:
    with gzip.open(real("hostile-markdown/cmark_pathological.jsonl.gz"), "rt") as lines:
        for case in map(json.loads, lines):
            assert_safe(render(case["markdown"][:MAX_LENGTH]).html[:50_000])
