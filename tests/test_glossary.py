"""One word, one meaning: what modules and values are called stands in the glossary."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tree import ROOT, files, name_of, tree_of

pytestmark = pytest.mark.no_app

GLOSSARY = (ROOT / "docs/glossary.md").read_text()
ROLES = {
    *("room", "models", "events", "shapes", "enums", "policy", "forms", "limits", "queries"),
    *("services", "views", "listeners", "notifications", "search", "broadcasts", "fragments"),
    *("jobs", "providers", "cli"),
}
"""What a file of a room may be called in any room."""
AT_LEAST = 0.9
NOUNS_IN_ING = {"encoding", "listing", "monitoring", "paging", "spelling", "staging", "typing"}


def _rows() -> Iterator[list[str]]:
    """Yield the cells of each line of each table, without the heads."""
    for line in GLOSSARY.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0] not in {"Word", "Name"} and set(cells[0]) != {"-"}:
            yield cells


def _words() -> Iterator[str]:
    """Yield the words that are explained, without their French."""
    for cells in _rows():
        if not cells[0].startswith("`"):
            plain = re.sub(r"\(.*?\)", "", cells[0])
            yield from (word.strip().lower() for word in re.split(r"[·,]", plain) if word.strip())


def _values() -> Iterator[tuple[str, Path]]:
    """Yield the public classes of shapes, models and enums, with their files."""
    for path in files("app", suffix=".py"):
        if path.stem in {"shapes", "models", "enums"}:
            for node in tree_of(path).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    yield node.name, path


def _nouns() -> set[str]:
    """Return all single words of what is explained, values among them, in the singular."""
    parts = (re.findall(r"[a-z0-9]+", word) for word in _words())
    values = (re.findall(r"[A-Z][a-z0-9]*", name) for name, _path in _values())
    return {_singular(one.lower()) for some in (*parts, *values) for one in some}


def _singular(word: str) -> str:
    """Return a word without the ending of many."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches")):
        return word[:-2]
    return word if word.endswith("ss") else word.removesuffix("s")


def test_each_word_is_explained_once():
    counted = Counter(_words())
    assert len(counted) > 100
    assert {word for word, count in counted.items() if count > 1} == set()


def test_no_two_rooms_give_one_name_to_different_things():
    counted = Counter(name for name, _path in _values())
    assert {name for name, count in counted.items() if count > 1} == set()


def test_every_value_and_row_is_explained_and_nothing_that_is_gone():
    told = {cells[0].strip("`") for cells in _rows() if cells[0].startswith("`")}
    assert told == {name for name, _path in _values()}


def test_modules_have_the_names_of_their_role_or_of_their_subject():
    nouns = _nouns()
    modules = [path for path in files("app", suffix=".py") if path.stem != "__init__"]
    strange = [
        name_of(path)
        for path in modules
        if path.stem not in ROLES
        and not any(_singular(part) in nouns for part in path.stem.split("_"))
    ]
    assert len(modules) > 300
    assert len(strange) <= len(modules) * (1 - AT_LEAST), "\n".join(strange)


def test_no_module_is_called_by_what_it_does():
    doing = {path.stem for path in files("app", suffix=".py") if path.stem.endswith("ing")}
    assert doing <= NOUNS_IN_ING
