"""The files of the repository, for the tests that hold all of them to the house rules."""

import ast
import io
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
APP = ROOT / "app"
FLOORS = {"core", "web"}
"""Packages of `app` that are no rooms: every room stands on them."""

_OURS = ("app", "bench", "migrations", "scripts", "tests")
_NOT_OURS = {"__pycache__", "vendor"}


def files(*folders: str, suffix: str) -> list[Path]:
    """Return the files of some folders, in order; a folder that is not there has none."""
    found = (path for folder in folders for path in (ROOT / folder).rglob(f"*{suffix}"))
    return sorted(path for path in found if not _NOT_OURS.intersection(path.parts))


def python_files(*folders: str) -> list[Path]:
    """Return the Python files of some folders; of the whole repository when none is named."""
    at_root = [] if folders else [ROOT / "config.py", ROOT / "wsgi.py"]
    return at_root + files(*(folders or _OURS), suffix=".py")


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text("utf-8"))


def comments_of(path: Path) -> Iterator[tuple[int, str]]:
    """Return the comments of a Python file with their lines."""
    for token in tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def imports_of(path: Path) -> set[str]:
    """Return the names of all modules that a Python file imports."""
    names: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def line_count(path: Path) -> int:
    """Return the number of lines of a file."""
    return len(path.read_text("utf-8").splitlines())


def rooms() -> list[str]:
    """Return the names of all packages of `app`."""
    return sorted(path.parent.name for path in APP.glob("*/__init__.py"))


def name_of(path: Path) -> str:
    """Return the path as people write it."""
    return path.relative_to(ROOT).as_posix()
