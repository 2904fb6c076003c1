"""What members may write: blocks as CommonMark reads them, words as Python-Markdown does.

- HTML is shown as it was typed, but for a few plain pairs such as `<sup>er</sup>`, and `<br>`.
- The end of a line stays one, with or without a backslash.
- What blocks are is said in `app.text.blocks`.
"""

import re

from markdown import Markdown
from markdown.extensions.nl2br import Nl2BrExtension
from markdown.inlinepatterns import (
    InlineProcessor,
    SimpleTagInlineProcessor,
    SimpleTextInlineProcessor,
    SubstituteTagInlineProcessor,
)

from app.text.child.blocks import CommonMarkBlocks

PAIRS = ("b", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "strong", "sub", "sup", "u")
"""HTML tags that may be typed, without attributes, opened and closed."""

ADDRESS = (
    r"(?<![\w@])((?:[Hh][Tt]{2}[Pp][Ss]?://|(?<![/.])[Ww]{3}\.)[^\W_][^\s<>\"`*«»{}\\|^\x02\x03]*)"
)
"""A bare address, all of it in group 1, with closing punctuation. Phones write a capital first."""

MAILBOX = (
    r"(?<![\w.+/@-])[A-Za-z0-9](?:[A-Za-z0-9._+-]{0,62}[A-Za-z0-9_])?"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}(?![\w@-])"
)
"""A bare e-mail address."""

_OPENS_EMPHASIS = re.compile(r"(?:^|[^\w])_{1,3}(?=\S)|_{2,3}(?=\S)")


def make_markdown() -> Markdown:
    """Return a converter of this dialect. Its output is not safe yet: see `cleaning`."""
    markdown = Markdown(extensions=[Nl2BrExtension(), CommonMarkBlocks()])
    _change_words(markdown)
    return markdown


def _change_words(markdown: Markdown) -> None:
    """Take raw HTML out, and shield bare addresses from what `_` and `*` mean."""
    words = markdown.inlinePatterns
    words.deregister("html")
    words.deregister("entity")
    words.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash_break", 185)
    words.register(BareAddress(ADDRESS, markdown), "address", 95)
    words.register(SimpleTextInlineProcessor(f"({MAILBOX})"), "mailbox", 94)
    words.register(SubstituteTagInlineProcessor(r"<br ?/?>", "br"), "line_break", 92)
    for tag in PAIRS:
        pair = SimpleTagInlineProcessor(rf"(<{tag}>)(.{{1,1000}}?)</{tag}>", tag)
        words.register(pair, f"pair_{tag}", 90)


class BareAddress(InlineProcessor):
    """Keeps what `_` means out of an address, its last one too unless emphasis waits for it."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name, and its types
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        """Return the address as text that no other pattern looks into."""
        address = m[1]
        if address.endswith("_"):
            before = data.rfind("_", 0, m.start())
            if before >= 0 and _OPENS_EMPHASIS.match(data, max(before - 1, 0)):
                address = address.rstrip("_")
        return address, m.start(), m.start() + len(address)
