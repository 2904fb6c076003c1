"""What a text is made of. Names are those of the CommonMark specification."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Paragraph:
    """Lines of running text."""

    lines: list[str]


@dataclass(slots=True)
class Heading:
    """A title on one line."""

    level: int
    """1 to 6, as typed."""
    text: str
    is_dashed: bool = False
    """Dashes under it made it one."""


@dataclass(slots=True)
class CodeBlock:
    """Lines between two fences, or from one to the end of what it stands in."""

    info: str
    """What stands behind the opening fence, usually the name of a language."""
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ThematicBreak:
    """A rule between two parts of a text."""


@dataclass(slots=True)
class Table:
    """Cells under heads. A row may have fewer or more cells than there are heads."""

    heads: list[str]
    sides: list[str]
    """For each column `left`, `center`, `right`, or nothing."""
    rows: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class LinkDefinition:
    """`[label]: address "title"`. It is text until a link uses it."""

    label: str
    """In one spelling: see `definitions.label_of`."""
    address: str
    title: str
    """Empty where there is none."""
    source: str
    """The line as it was typed."""


@dataclass(slots=True)
class BlockQuote:
    """Blocks behind `>`."""

    blocks: list["Block"] = field(default_factory=list)


@dataclass(slots=True)
class ListItem:
    """One item of a list."""

    number: int | None
    """As typed; nothing where a bullet stands."""
    indent: int
    """Columns before its mark, counted in what the list stands in."""
    content: int
    """Columns before its words."""
    nested_by: int
    """Columns by which a list in it stands further right than its mark, at the least."""
    blocks: list["Block"] = field(default_factory=list)


@dataclass(slots=True)
class List:
    """Items with the same kind of mark."""

    mark: str
    """The bullet, or what closes the number."""
    is_loose: bool = False
    """An empty line stands between two of its parts."""
    items: list[ListItem] = field(default_factory=list)

    @property
    def is_ordered(self) -> bool:
        """Whether its items are numbered."""
        return self.mark in ".)"


@dataclass(slots=True)
class Document:
    """A whole text."""

    blocks: list["Block"] = field(default_factory=list)


Leaf = Paragraph | Heading | CodeBlock | ThematicBreak | Table | LinkDefinition
Block = Leaf | BlockQuote | List
