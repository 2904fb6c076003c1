"""What members may write: Python-Markdown's rules, without those that surprise people.

- HTML is shown as it was typed, but for a few plain pairs such as `<sup>er</sup>`, and `<br>`.
- A title needs a space after its `#`: `#asso` is a word. Two dashes do not underline a title.
- A list may follow its sentence directly. A line of its own stays one.
- Text that happens to be indented is text: code is what stands between fences or backticks.
"""

import re

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor, SetextHeaderProcessor
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.nl2br import Nl2BrExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import (
    SimpleTagInlineProcessor,
    SimpleTextInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.preprocessors import Preprocessor

PAIRS = ("b", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "strong", "sub", "sup", "u")
"""HTML tags that may be typed, without attributes, opened and closed."""

ADDRESS = r"(?<!\w)(https?://[^\W_][^\s<>\"`*«»{}\\|^\x02\x03]*)"
"""A bare address; group 1 is all of it, closing punctuation included."""

_FIRST_ITEM = re.compile(r" {0,3}(?:[-*+]|1\.) +\S")
_ITEM = re.compile(r" *(?:[-*+]|\d{1,9}\.) +\S")


def make_markdown() -> Markdown:
    """Return a converter of this dialect. Its output is not safe yet: see `cleaning`."""
    markdown = Markdown(
        extensions=[
            FencedCodeExtension(),
            TableExtension(use_align_attribute=True),
            SaneListExtension(),
            Nl2BrExtension(),
        ]
    )
    _change_blocks(markdown)
    _change_words(markdown)
    return markdown


def _change_blocks(markdown: Markdown) -> None:
    """Take raw HTML and indented code out, and put our titles and lists in."""
    markdown.preprocessors.deregister("html_block")
    markdown.preprocessors.register(ListsAfterText(markdown), "lists_after_text", 10)
    blocks = markdown.parser.blockprocessors
    blocks.deregister("code")
    blocks.register(Title(markdown.parser), "hashheader", 70)
    blocks.register(UnderlinedTitle(markdown.parser), "setextheader", 60)


def _change_words(markdown: Markdown) -> None:
    """Take raw HTML out, and shield bare addresses from what `_` and `*` mean."""
    words = markdown.inlinePatterns
    words.deregister("html")
    words.deregister("entity")
    words.register(SimpleTextInlineProcessor(ADDRESS), "address", 95)
    words.register(SubstituteTagInlineProcessor(r"<br ?/?>", "br"), "line_break", 92)
    for tag in PAIRS:
        pair = SimpleTagInlineProcessor(rf"(<{tag}>)(.{{1,1000}}?)</{tag}>", tag)
        words.register(pair, f"pair_{tag}", 90)


class Title(HashHeaderProcessor):
    """`# Title`, with its space."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?P<header> [^\n]*?)(?: +#+)? *(?:\n|$)")


class UnderlinedTitle(SetextHeaderProcessor):
    """A line underlined by three signs at least: two begin the signature of a letter."""

    RE = re.compile(r"^.*?\n(?:={3,}|-{3,}) *(\n|$)", re.MULTILINE)


class ListsAfterText(Preprocessor):
    """Begin a list where a person sees one: without the empty line Python-Markdown asks for."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines, with an empty one wherever a list follows its sentence."""
        result: list[str] = []
        in_list = after_text = False
        for line in lines:
            if after_text and _FIRST_ITEM.match(line):
                result.append("")
            is_blank = not line.strip()
            in_list = bool(_ITEM.match(line)) or (in_list and not is_blank)
            after_text = not (is_blank or in_list)
            result.append(line)
        return result
