"""Trees of replies, from rows that each name their parent."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Node = TypeVar("Node")


def in_reading_order(
    nodes: Iterable[Node],
    *,
    id_of: Callable[[Node], int],
    parent_of: Callable[[Node], int | None],
) -> Sequence[tuple[Node, int]]:
    """Return each node with its depth, parents before children, siblings as they came.

    A node whose parent is not among them begins at depth 0. No recursion: as deep as people go.
    """
    known = list(nodes)
    ids = {id_of(node) for node in known}
    children: dict[int | None, list[Node]] = {}
    for node in known:
        parent = parent_of(node)
        children.setdefault(parent if parent in ids else None, []).append(node)
    ordered: list[tuple[Node, int]] = []
    waiting = [(node, 0) for node in reversed(children.get(None, []))]
    while waiting:
        node, depth = waiting.pop()
        ordered.append((node, depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(id_of(node), []))]
    return ordered
