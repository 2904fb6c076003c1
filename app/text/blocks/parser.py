"""From lines to blocks, by the way the CommonMark specification describes in its appendix.

Each line is read once, from left to right: first by the containers that are open (a quotation, an
item), as far as they go on; then it may open others; what is left belongs to a leaf, such as a
paragraph. So the cost of a line is its length and the number of containers, which is bounded.
"""

from app.text.blocks.definitions import definitions
from app.text.blocks.lines import CODE_INDENT, Line, Marker
from app.text.blocks.nodes import (
    Block,
    BlockQuote,
    CodeBlock,
    Document,
    Heading,
    List,
    ListItem,
    Paragraph,
    Table,
    ThematicBreak,
)
from app.text.blocks.tables import cells, sides

MAX_DEPTH = 40
"""Containers within each other; a list and its item are two. Marks of deeper ones are text."""

TAB_COLUMNS = 4
_NESTED_BY = 2
"""Spaces by which an item stands under another one whose mark is two wide at the most: `1.`."""

Container = Document | BlockQuote | List | ListItem


def parse(source: str) -> Document:
    """Return the blocks of a normalised text. Linear in time for any text."""
    parser = _Parser()
    for line in source.expandtabs(TAB_COLUMNS).split("\n"):
        parser.read(Line(line))
    parser.close(1)
    return _without_title_of_nothing(parser.document)


class _Parser:
    """What is open while a text is read: containers within each other, and at most one leaf."""

    def __init__(self) -> None:
        self.document = Document()
        self._open: list[Container] = [self.document]
        self._leaf: Paragraph | CodeBlock | Table | None = None
        self._fence = ""
        self._fence_indent = 0
        self._is_shown_fence = False
        self._blank_from: int | None = None
        """The outermost container, by its place, for which the line before was empty."""

    def read(self, line: Line) -> None:
        """Read one line."""
        depth, quoted = self._matched(line)
        if isinstance(self._leaf, CodeBlock) and depth == len(self._open):
            self._read_code(self._leaf, line)
            return
        if line.is_blank:
            self._read_blank(depth, quoted)
            return
        if not (self._goes_on(depth) and self._read_delimiters(line)):
            depth = self._open_containers(line, depth)
            if not line.is_blank:
                self._read_leaf(line, depth)
        self._blank_from = None

    def close(self, depth: int) -> None:
        """Close the leaf, and the containers from a place on."""
        if isinstance(self._leaf, Paragraph):
            self._settle(self._leaf)
        self._leaf = None
        del self._open[depth:]

    def _matched(self, line: Line) -> tuple[int, int]:
        """Return how many of the open containers go on, and the place of the last quotation."""
        quoted = 0
        for place, container in enumerate(self._open):
            if isinstance(container, BlockQuote):
                if not line.skip_quote():
                    return place, quoted
                quoted = place
            elif isinstance(container, ListItem) and not _item_goes_on(container, line):
                return place, quoted
        return len(self._open), quoted

    def _goes_on(self, depth: int) -> bool:
        """Say whether a line stands in the same container as the leaf that is open."""
        return self._leaf is not None and depth == len(self._open)

    def _read_code(self, block: CodeBlock, line: Line) -> None:
        """Add a line to the code that is open, or close it."""
        fence = line.words
        may_close = len(fence) >= len(self._fence) and not fence.strip(self._fence[0])
        is_end = may_close and line.indent < self._fence_indent + CODE_INDENT
        if not is_end or self._is_shown_fence:
            block.lines.append(line.rest[min(line.indent, self._fence_indent) :])
        if is_end:
            self._leaf = None

    def _read_blank(self, depth: int, quoted: int) -> None:
        """An empty line ends a paragraph, and a quotation without its sign."""
        self.close(depth)
        self._blank_from = quoted

    def _open_containers(self, line: Line, depth: int) -> int:
        """Open the quotations and items that begin on a line; return how many are open now."""
        while depth < MAX_DEPTH:
            marker = line.marker()
            if marker is not None and not self._is_text(marker, depth):
                line.skip(marker.width)
                self._push_item(marker, depth)
            elif line.skip_quote():
                self._push(BlockQuote(), depth)
            else:
                break
            depth = len(self._open)
        return depth

    def _is_text(self, marker: Marker, depth: int) -> bool:
        """Say whether a mark right under a line of text goes on with it: a year, or nothing."""
        if not isinstance(self._leaf, Paragraph):
            return False
        if self._goes_on(depth):
            return marker.is_empty or marker.number not in {None, 1}
        listing = self._open[depth - 1]
        margin = listing.items[0].indent if isinstance(listing, List) else 0
        return marker.indent - margin >= CODE_INDENT and self._may_be_lazy(depth)

    def _push_item(self, marker: Marker, depth: int) -> None:
        """Open an item, in the list that is open if its mark is the same."""
        self.close(depth)
        listing = self._open[-1]
        if not isinstance(listing, List) or listing.mark != marker.mark:
            self._push(List(marker.mark), depth)
        listing = self._open[-1]
        first = listing.items[0] if isinstance(listing, List) and listing.items else None
        nested_by = marker.width if marker.mark_width > _NESTED_BY else _NESTED_BY
        item = ListItem(
            number=marker.number,
            indent=marker.indent,
            content=marker.width,
            nested_by=first.nested_by if first else nested_by,
        )
        self._push(item, len(self._open))

    def _push(self, container: BlockQuote | List | ListItem, depth: int) -> None:
        """Open a container within those that go on."""
        self.close(depth)
        self._add(container)
        self._open.append(container)

    def _add(self, node: Block | ListItem) -> None:
        """Put a block, or an item, at the end of the innermost container."""
        parent = self._open[-1]
        if isinstance(parent, List) and not isinstance(node, ListItem):
            self._open.pop()
            parent = self._open[-1]
        place = len(self._open) - 1
        is_apart = self._blank_from is not None and place >= self._blank_from
        if isinstance(node, ListItem):
            if isinstance(parent, List):
                parent.is_loose |= is_apart and bool(parent.items)
                parent.items.append(node)
        elif not isinstance(parent, List):
            listing = self._open[-2] if isinstance(parent, ListItem) else None
            if isinstance(listing, List):
                listing.is_loose |= is_apart and bool(parent.blocks)
            parent.blocks.append(node)

    def _read_leaf(self, line: Line, depth: int) -> None:
        """Read what is left of a line, once all its containers are known."""
        if self._begins_leaf(line, depth):
            return
        leaf = self._leaf
        if isinstance(leaf, Paragraph) and self._may_be_lazy(depth):
            leaf.lines.append(line.words)
        elif isinstance(leaf, Table) and self._goes_on(depth) and "|" in line.rest:
            leaf.rows.append(cells(line.rest))
        else:
            self.close(depth)
            self._leaf = Paragraph([line.words])
            self._add(self._leaf)

    def _may_be_lazy(self, depth: int) -> bool:
        """Say whether a line without its margin may go on with the paragraph: not into a quotation.

        Who types right under a `>` line answers it.
        """
        return not any(isinstance(container, BlockQuote) for container in self._open[depth:])

    def _begins_leaf(self, line: Line, depth: int) -> bool:
        """Read a rule, a title, or the fence of some code."""
        heading, fence = line.heading(), line.fence()
        leaf = self._leaf
        title = leaf.lines[0] if isinstance(leaf, Paragraph) and len(leaf.lines) == 1 else None
        level = line.underlines(title) if title and self._goes_on(depth) else 0
        if title and level:
            self._leaf = None
            self._replace([Heading(level, title, is_dashed=level > 1)])
        elif line.is_rule():
            self.close(depth)
            self._add(ThematicBreak())
        elif heading is not None:
            self.close(depth)
            self._add(Heading(*heading))
        elif fence is not None:
            self.close(depth)
            self._open_code(*fence, line)
        else:
            return False
        return True

    def _open_code(self, fence: str, info: str, line: Line) -> None:
        """Open code between fences. Where all of it is indented, its fences are code as well."""
        self._fence, self._fence_indent = fence, line.indent
        self._is_shown_fence = line.indent >= CODE_INDENT and len(self._open) == 1
        self._leaf = CodeBlock(*("", [line.words]) if self._is_shown_fence else (info,))
        self._add(self._leaf)

    def _read_delimiters(self, line: Line) -> bool:
        """Make the line before the heads of a table if this is what stands under them."""
        leaf = self._leaf
        columns = sides(line.rest) if isinstance(leaf, Paragraph) else None
        if not isinstance(leaf, Paragraph) or columns is None:
            return False
        heads = cells(leaf.lines[-1])
        if "|" not in leaf.lines[-1] or len(heads) != len(columns):
            return False
        table = Table(heads=heads, sides=columns)
        above = leaf.lines[:-1]
        self._leaf = table
        self._replace([Paragraph(above), table] if above else [table])
        return True

    def _settle(self, paragraph: Paragraph) -> None:
        """Take the definitions at its beginning out of a paragraph that is complete."""
        found = definitions(paragraph.lines)
        if found:
            rest = paragraph.lines[len(found) :]
            self._replace([*found, *([Paragraph(rest)] if rest else [])])

    def _replace(self, blocks: list[Block]) -> None:
        """Put others in the place of the block that was added last."""
        parent = self._open[-1]
        if not isinstance(parent, List):
            parent.blocks[-1:] = blocks


def _without_title_of_nothing(document: Document) -> Document:
    """Return a text whose last words have a rule under them, not the dashes of a title."""
    last = document.blocks[-1] if document.blocks else None
    if isinstance(last, Heading) and last.is_dashed:
        document.blocks[-1:] = [Paragraph([last.text]), ThematicBreak()]
    return document


def _item_goes_on(item: ListItem, line: Line) -> bool:
    """Say whether a line is within an item, and leave its margin behind."""
    if line.is_blank:
        return bool(item.blocks)
    indent = line.indent
    if indent < item.content:
        if not _stands_under(line, item):
            return False
        item.content = indent  # what stands deeper is counted from the list that stands here
    line.skip(item.content)
    return True


def _stands_under(line: Line, item: ListItem) -> bool:
    """Say whether a line begins a list within an item though it is left of the item's words."""
    marker = line.marker() if line.indent - item.indent >= item.nested_by else None
    if marker is None:
        return False
    if item.blocks and isinstance(item.blocks[-1], List):
        return True
    return marker.number is None or item.number is None or marker.number != item.number + 1
