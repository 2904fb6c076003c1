"""The examples of the CommonMark specification, as far as this dialect means the same."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from app.text import normalise
from app.text.child.conversion import Converter
from tests.real.data import real

pytestmark = pytest.mark.no_app

SECTIONS = {"Lists", "List items", "Fenced code blocks", "Block quotes"}
OTHERWISE = {
    "a line under a quotation answers it": {234, 235, 240, 249, 252, 253, 294, 295},
    "a definition that nothing uses is read": {319},
    "no indented code": {280},
}
"""What this dialect reads otherwise, by the reason and the number of the example."""


class Outline(HTMLParser):
    """The elements and words of a page, without levels of titles, ends of lines and paragraphs."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that begins, and where it leads or starts."""
        if tag in {"br", "p"}:
            self.said.append(" ")
            return
        kept = sorted(
            f"{name}={value}" for name, value in attrs if name in {"href", "src", "start"}
        )
        self.said.append(f"<{' '.join((re.sub('h[1-6]', 'h', tag), *kept))}>")

    def handle_endtag(self, tag: str) -> None:
        """Note an element that ends."""
        self.said.append(" " if tag == "p" else f"</{re.sub('h[1-6]', 'h', tag)}>")

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.said.append(data)


def outline_of(html: str) -> str:
    """Return what two renderings have in common when they mean the same."""
    outline = Outline()
    outline.feed(html.replace("<hr />", "<hr>"))
    outline.close()
    said = re.sub(r"\s+", " ", "".join(outline.said))
    return re.sub(r" ?(</?(?:li|ul|ol|blockquote|h|hr|pre|code)\b[^>]*>) ?", r"\1", said).strip()


def examples() -> Iterator[tuple[int, str, str]]:
    """Yield number, Markdown and HTML of the examples without raw HTML and indented code."""
    for example in json.loads(real("hostile-markdown/commonmark_spec.json").read_text()):
        typed, html = example["markdown"], example["html"]
        is_indented_code = "<pre>" in html and "```" not in typed and "~~~" not in typed
        if example["section"] in SECTIONS and "<" not in typed and not is_indented_code:
            yield example["example"], typed, html


def test_lists_quotations_and_fences_are_read_as_in_the_specification() -> None:
    cases = list(examples())
    wrong = {
        number
        for number, typed, html in cases
        if outline_of(Converter().convert(normalise(typed), ())) != outline_of(html)
    }
    assert wrong == set().union(*OTHERWISE.values())
    assert len(wrong) <= len(cases) / 10
