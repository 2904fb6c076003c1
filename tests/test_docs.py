"""The documents tell of everything there is, and of nothing that is not."""

import ast
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from config import Config
from tests.tree import FLOORS, ROOT, files, line_count, name_of, rooms, tree_of

pytestmark = pytest.mark.no_app

LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s#]+)(?:#[^)\s]*)?\)")
CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
DECISION = re.compile(r"\d{4}-[a-z0-9-]+\.md")
DECISION_LINES, ROOM_LINES = 60, 120


def documents() -> list[Path]:
    """Return all documents of the repository."""
    return sorted(ROOT.glob("*.md")) + files("docs", "deploy", "bench", suffix=".md")


@pytest.mark.parametrize("room", sorted(set(rooms()) - FLOORS))
def test_every_room_has_its_page(room: str):
    page = ROOT / "docs" / "rooms" / f"{room}.md"
    assert page.exists(), f"Write {name_of(page)}."
    assert line_count(page) <= ROOM_LINES


def test_no_page_tells_of_a_room_that_is_gone():
    pages = {path.stem for path in files("docs/rooms", suffix=".md")}
    assert pages <= set(rooms())


def test_every_field_of_the_settings_says_what_it_means():
    [settings] = [
        node
        for node in tree_of(ROOT / "config.py").body
        if isinstance(node, ast.ClassDef) and node.name == Config.__name__
    ]
    pairs = zip(settings.body, [*settings.body[1:], None], strict=True)
    assert [
        ast.unparse(field.target)
        for field, after in pairs
        if isinstance(field, ast.AnnAssign)
        if not (isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant))
    ] == []


def test_links_between_documents_lead_somewhere():
    broken = [
        f"{name_of(path)}: {target}"
        for path in documents()
        for target in LINK.findall(CODE.sub("", path.read_text("utf-8")))
        if ":" not in target and not (path.parent / unquote(target)).exists()
    ]
    assert documents()
    assert broken == []


def test_decisions_are_numbered_and_fit_on_a_page():
    decisions = [path for path in files("docs/decisions", suffix=".md") if path.stem != "README"]
    assert [path.name for path in decisions if not DECISION.fullmatch(path.name)] == []
    numbers = [path.name[:4] for path in decisions]
    assert len(numbers) == len(set(numbers))
    assert [path.name for path in decisions if line_count(path) > DECISION_LINES] == []


def test_every_decision_is_listed():
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    decisions = files("docs/decisions", suffix=".md")
    assert [path.name for path in decisions if path.name not in index] == []


def test_every_script_is_named():
    page = (ROOT / "docs" / "front-end.md").read_text("utf-8")
    scripts = sorted(path.name for path in (ROOT / "static" / "js").glob("*.js"))
    assert scripts
    assert [name for name in scripts if f"`{name}`" not in page] == []
    named = set(re.findall(r"`([a-z_]+\.js)`", page))
    assert sorted(named - set(scripts) - {"main.test.js"}) == [], "These are gone."


def test_every_hook_of_a_template_is_explained():
    page = (ROOT / "docs" / "front-end.md").read_text("utf-8")
    explained = set(re.findall(r"data-[a-z]+(?:-[a-z]+)*", page))
    templates = (ROOT / "templates").rglob("*.html")
    used = {
        hook
        for path in templates
        for hook in re.findall(r"\bdata-[a-z]+(?:-[a-z]+)*", path.read_text("utf-8"))
    }
    assert used
    assert sorted(used - explained) == []
