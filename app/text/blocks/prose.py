"""The running text of a document, block by block, without its code."""

from collections.abc import Iterator

from app.text.blocks.nodes import (
    Block,
    BlockQuote,
    Heading,
    List,
    Paragraph,
    Table,
)


def prose(blocks: list[Block], *, has_quotes: bool = True) -> Iterator[str]:
    """Yield the text of each paragraph, title and cell; of quotations where they are asked for."""
    for block in blocks:
        match block:
            case Paragraph():
                yield "\n".join(block.lines)
            case Heading():
                yield block.text
            case Table():
                for row in (block.heads, *block.rows):
                    yield from row
            case BlockQuote() if has_quotes:
                yield from prose(block.blocks)
            case List():
                for item in block.items:
                    yield from prose(item.blocks, has_quotes=has_quotes)
            case _:
                pass
