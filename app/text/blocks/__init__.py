"""The blocks of a text, as CommonMark reads them: what its lines are before its words are read.

One reading for everybody who asks: the rendering process makes HTML of it, `mentions` leaves code
out by it. It needs no library, and its time grows with the length of the text only. Where it
leaves the specification (https://spec.commonmark.org/0.31.2/) it follows what people mean:

- No indented code, no HTML block: text that happens to be indented, or has `<` in it, is text.
- A line of dashes is a rule, never the underline of a title; `===` underlines one line.
- A line under a `>` line is an answer, not a lazy part of the quotation.
- A sub-list may be indented by two spaces, whatever the width of the mark above it.
- A link definition leads to an address people may be sent to; any other is a sentence.
"""

from app.text.blocks.nodes import (
    Block,
    BlockQuote,
    CodeBlock,
    Document,
    Heading,
    LinkDefinition,
    List,
    ListItem,
    Paragraph,
    Table,
    ThematicBreak,
)
from app.text.blocks.parser import MAX_DEPTH, parse
from app.text.blocks.prose import prose

__all__ = [
    "MAX_DEPTH",
    "Block",
    "BlockQuote",
    "CodeBlock",
    "Document",
    "Heading",
    "LinkDefinition",
    "List",
    "ListItem",
    "Paragraph",
    "Table",
    "ThematicBreak",
    "parse",
    "prose",
]
