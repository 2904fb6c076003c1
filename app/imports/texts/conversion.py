"""From the HTML of another platform to Markdown, within bounds: these texts may be hostile."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from bs4.exceptions import ParserRejectedMarkup
from markdownify import MarkdownConverter

from app.text.plain.entities import decoded

LONGEST_HTML = 300_000
"""Characters tried at all; ten times what Stack Exchange lets anybody write."""
PATIENCE_SECONDS = 2.0
"""Of the processor, for one text: a busy machine changes nothing of what comes out.

Source: 60,000 times `<a ` took the parser more than ten minutes.
"""
GROWTH_MOST = 3
"""Markdown is shorter than its HTML, but for quotations nested a hundred times."""

_TAG = re.compile(r"<[^<>]*>")
_BLOCK_ENDS = re.compile(
    r"<(?:/(?:p|h[1-6]|blockquote|ul|ol|table|pre)|hr)\b[^<>]*>", re.IGNORECASE
)
_LINE_ENDS = re.compile(r"<(?:/(?:li|tr)|br)\b[^<>]*>", re.IGNORECASE)


class _TooLong(BaseException):
    """Time is up. No `Exception`, lest the parser takes it for one of its own."""


def markdown_from(html: str) -> tuple[str, bool]:
    """Return the HTML as Markdown, and whether its formatting had to be left out.

    Words are never lost: what takes too long, or too much, becomes plain paragraphs.
    """
    if "<" not in html:
        return decoded(html), False
    if len(html) <= LONGEST_HTML:
        converter = MarkdownConverter(heading_style="atx", sub_symbol="<sub>", sup_symbol="<sup>")
        try:
            with _patience():
                markdown = converter.convert(html)
        except (ParserRejectedMarkup, RecursionError, ValueError, _TooLong):
            markdown = None
        if markdown is not None and len(markdown) <= GROWTH_MOST * len(html):
            return markdown, False
    return words_of(html), True


def words_of(html: str) -> str:
    """Return the words of a page in paragraphs, without any formatting. Linear in time."""
    parted = _LINE_ENDS.sub("\n", _BLOCK_ENDS.sub("\n\n", html))
    return decoded(_TAG.sub("", parted))


@contextmanager
def _patience() -> Iterator[None]:
    """End what takes too long. For the main thread of a command: it uses a clock of the process."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGVTALRM, give_up)
    # Again each tenth of a second, should the first have struck where exceptions are swallowed.
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE_SECONDS, 0.1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
