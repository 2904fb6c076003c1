"""Blocks of a text as the tree on which Python-Markdown reads the words: its parser, replaced.

An extension, so that everything else of the library stays as it is: what stands inside a line, the
tree, how it is written out.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape

from app.text.blocks import (
    Block,
    BlockQuote,
    CodeBlock,
    Heading,
    LinkDefinition,
    List,
    Paragraph,
    Table,
    parse,
)


class CommonMarkBlocks(Extension):
    """Reads blocks with `app.text.blocks` instead of the library's own processors."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name for it
        """Replace the parser, and what read blocks and definitions before it."""
        references = References()
        md.references = references
        md.parser = BlockTree(md, references)
        md.preprocessors.deregister("html_block")
        md.preprocessors.deregister("normalize_whitespace")  # `app.text.normalise` has done it
        md.treeprocessors.register(UsedDefinitions(md, references), "used_definitions", 15)


class References(dict[str, tuple[str, str]]):
    """Where definitions lead, by label; it remembers which of them a link has used."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, Element] = {}
        """Each definition as text: what is shown unless a link uses it."""
        self.used: set[str] = set()

    def __getitem__(self, label: str) -> tuple[str, str]:
        """Return the address and the title for a link that is being made."""
        self.used.add(label)
        return super().__getitem__(label)

    def clear(self) -> None:
        """Forget the text before."""
        super().clear()
        self.lines.clear()
        self.used.clear()


class UsedDefinitions(Treeprocessor):
    """Takes out the definitions that links have used. Any other is something to read: it stays."""

    def __init__(self, markdown: Markdown, references: References) -> None:
        super().__init__(markdown)
        self._references = references

    def run(self, root: Element) -> None:
        """Leave the line of a definition out where its address stands in a link."""
        spent = {id(self._references.lines[label]) for label in self._references.used}
        if not spent:
            return
        for parent in list(root.iter()):
            for child in list(parent):
                if id(child) in spent:
                    parent.remove(child)


class BlockTree(BlockParser):
    """Writes the blocks of a text as elements; words stay as typed until they are read."""

    def __init__(self, markdown: Markdown, references: References) -> None:
        super().__init__(markdown)
        self._references = references

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802 - the library's name
        """Return the tree of a text."""
        root = Element(self.md.doc_tag)
        self._add_all(root, parse("\n".join(lines)).blocks)
        return ElementTree(root)

    def _add_all(self, parent: Element, blocks: list[Block]) -> None:
        """Write blocks at the end of an element."""
        for block in blocks:
            self._add(parent, block)

    def _add(self, parent: Element, block: Block) -> None:
        """Write one block at the end of an element."""
        match block:
            case Paragraph():
                SubElement(parent, "p").text = "\n".join(block.lines)
            case Heading():
                SubElement(parent, f"h{block.level}").text = block.text
            case CodeBlock():
                _add_code(parent, block)
            case Table():
                _add_table(parent, block)
            case LinkDefinition():
                self._add_definition(parent, block)
            case BlockQuote():
                self._add_all(SubElement(parent, "blockquote"), block.blocks)
            case List():
                self._add_list(parent, block)
            case _:
                SubElement(parent, "hr")

    def _add_list(self, parent: Element, block: List) -> None:
        """Write a list. A tight item begins with its words, without a paragraph around them."""
        listing = SubElement(parent, "ol" if block.is_ordered else "ul")
        first = block.items[0].number
        if block.is_ordered and first != 1:
            listing.set("start", str(first))
        due = first
        for item in block.items:
            element = SubElement(listing, "li")
            if item.number is not None and due is not None:
                if item.number not in {due, first}:
                    element.set("value", str(item.number))
                    due = item.number
                due += 1
            blocks = item.blocks
            if not block.is_loose and blocks and isinstance(blocks[0], Paragraph):
                element.text = "\n".join(blocks[0].lines)
                blocks = blocks[1:]
            self._add_all(element, blocks)

    def _add_definition(self, parent: Element, block: LinkDefinition) -> None:
        """Remember where a label leads, and write its line as it was typed. The first one holds."""
        line = SubElement(parent, "p")
        line.text = AtomicString(block.source.replace("&", "&amp;"))
        if block.label not in self._references:
            self._references[block.label] = (block.address, block.title)
            self._references.lines[block.label] = line


def _add_code(parent: Element, block: CodeBlock) -> None:
    """Write code; what stands behind its fence is shown above it."""
    frame = SubElement(parent, "pre")
    if block.info:
        frame.set("data-info", block.info.replace("&", "&amp;"))
    code = SubElement(frame, "code")
    code.text = AtomicString(code_escape("".join(f"{line}\n" for line in block.lines)))


def _add_table(parent: Element, block: Table) -> None:
    """Write a table. Cells beyond its columns are shown like any other."""
    table = SubElement(parent, "table")
    _add_row(SubElement(table, "thead"), "th", block.heads, block.sides)
    body = SubElement(table, "tbody")
    for row in block.rows:
        _add_row(body, "td", row + [""] * (len(block.sides) - len(row)), block.sides)


def _add_row(parent: Element, tag: str, texts: list[str], sides: list[str]) -> None:
    """Write the cells of a row."""
    row = SubElement(parent, "tr")
    for place, text in enumerate(texts):
        cell = SubElement(row, tag)
        cell.text = text
        if place < len(sides) and sides[place]:
            cell.set("align", sides[place])
