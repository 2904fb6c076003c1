"""The rules of the house that no linter knows; each failure names the file and the rule."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.tree import (
    APP,
    comments_of,
    files,
    imports_of,
    line_count,
    name_of,
    python_files,
    rooms,
    tree_of,
)

Function = ast.FunctionDef | ast.AsyncFunctionDef

GUARD = re.compile(r"public|signed_in")
GUARD_NAMES = {"public", "signed_in"}
SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:|fmt:|nosec|ruff:|mypy:)")
REASONED = re.compile(
    r"# noqa: [A-Z]+\d+(, [A-Z]+\d+)* - \S.*"
    r"|# type: ignore\[[a-z-]+(, ?[a-z-]+)*\]  ?# \S.*"
    r"|# pragma: no (cover|branch) - \S.*"
    r"|# fmt: skip - \S.*"
)
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
NAMELESS = {"util", "utils", "helpers", "common", "constants", "managers", "base", "misc"}
LINE_BUDGETS = {
    (".py", "app", "bench", "scripts", "tests"): 300,
    (".html", "templates"): 150,
    (".txt", "templates"): 150,
    (".js", "static/js", "tests/js"): 150,
    (".css", "static/css"): 250,
}
FUNCTION_LINES, TEST_LINES, PUBLIC_METHODS = 50, 40, 12


def functions(path: Path) -> Iterator[Function]:
    """Return all functions of a file, inner ones and methods included."""
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, Function))


def length(node: Function) -> int:
    """Return how many lines a function takes, without its decorators."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def public_methods(node: ast.ClassDef) -> list[str]:
    """Return the names of the public methods of a class; a property is a field, not a method."""
    return [
        inner.name
        for inner in node.body
        if isinstance(inner, Function) and not inner.name.startswith("_")
        if not any(ast.unparse(mark).endswith("property") for mark in inner.decorator_list)
    ]


def calls_of(path: Path, method: str) -> list[int]:
    """Return the lines on which something's method of this name is called."""
    return [
        node.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
    ]


def test_the_tests_see_the_whole_house():
    assert len(python_files("app")) > 50
    assert {"accounts", "core", "forum", "web"} <= set(rooms())


def test_only_the_transaction_commits():
    committing = {name_of(path) for path in python_files("app") if calls_of(path, "commit")}
    assert committing == {"app/core/transaction.py"}


def test_every_endpoint_wears_exactly_one_guard(app: Flask):
    views = {name: view for name, view in app.view_functions.items() if name != "static"}
    unguarded = [
        name for name, view in views.items() if not GUARD.fullmatch(getattr(view, "guard", ""))
    ]
    assert views
    assert unguarded == []


def test_no_view_wears_two_guards():
    worn = [
        (f"{name_of(path)}: {node.name}", names & GUARD_NAMES)
        for path in python_files("app")
        for node in functions(path)
        if (names := {ast.unparse(mark).partition("(")[0] for mark in node.decorator_list})
    ]
    assert [place for place, guards in worn if len(guards) > 1] == []


@pytest.mark.parametrize("where", LINE_BUDGETS, ids=lambda where: f"{where[1]}/*{where[0]}")
@pytest.mark.no_app
def test_no_file_is_longer_than_its_budget(where: tuple[str, ...]):
    suffix, *folders = where
    budget = LINE_BUDGETS[where]
    long = {name_of(path): line_count(path) for path in files(*folders, suffix=suffix)}
    assert {name: count for name, count in long.items() if count > budget} == {}


@pytest.mark.no_app
def test_no_function_is_longer_than_its_budget():
    assert [
        f"{name_of(path)}:{node.lineno} {node.name} has {length(node)} lines"
        for path in python_files("app", "bench", "scripts", "tests")
        for node in functions(path)
        if length(node) > (TEST_LINES if node.name.startswith("test_") else FUNCTION_LINES)
    ] == []


@pytest.mark.no_app
def test_no_class_does_too_much():
    assert [
        f"{name_of(path)}:{node.lineno} {node.name} has the methods {names}"
        for path in python_files("app", "bench", "scripts")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
        if len(names := public_methods(node)) > PUBLIC_METHODS
    ] == []


@pytest.mark.no_app
def test_rows_have_no_methods():
    models = [path for path in python_files("app") if "models" in {path.stem, path.parent.name}]
    assert models
    assert [
        f"{name_of(path)}:{node.lineno} {node.name} has the methods {names}"
        for path in models
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
        if (names := public_methods(node))
    ] == []


@pytest.mark.no_app
def test_nothing_is_imported_inside_a_function():
    assert [
        f"{name_of(path)}:{inner.lineno} in {node.name}"
        for path in python_files()
        for node in functions(path)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ] == []


@pytest.mark.no_app
def test_settings_come_by_argument():
    importers = {name_of(path) for path in python_files("app") if "config" in imports_of(path)}
    assert importers == {"app/factory.py"}


@pytest.mark.no_app
@pytest.mark.parametrize("library", ["bleach", "markdown"])
def test_one_door_makes_html(library: str):
    users = {path for path in python_files("app") if library in imports_of(path)}
    assert {name_of(path) for path in users if APP / "text" not in path.parents} == set()


@pytest.mark.no_app
def test_only_accounts_make_viewers():
    makers = {
        name_of(path)
        for path in python_files("app")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Viewer"
    }
    guest = "app/core/viewer.py"
    assert makers == {"app/accounts/queries/viewers.py", guest}


@pytest.mark.no_app
def test_every_change_of_credentials_revokes_what_is_pending():
    """Who sets one of these columns of an account calls `revoke_pending`, but for two."""
    credentials = {"account.email", "account.password_hash", "account.closed_at"}
    credentials |= {"account.suspended_until"}
    setting = {
        node.name: "revoke_pending" in ast.unparse(node)
        for path in python_files("app/accounts/services")
        for node in functions(path)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Assign)
        for target in inner.targets
        for name in ast.unparse(target).strip("()").split(", ")
        if name in credentials
    }
    assert len(setting) > 5
    # The same password hashed anew; a right that comes back; the row that `close` empties.
    spared = {"sign_in", "lift_suspension", "_empty"}
    assert {name for name, revokes in setting.items() if not revokes} == spared


@pytest.mark.no_app
def test_every_suppression_has_its_reason():
    assert [
        f"{name_of(path)}:{line} {comment}"
        for path in python_files()
        for line, comment in comments_of(path)
        if SUPPRESSION.match(comment) and not REASONED.fullmatch(comment)
    ] == []


@pytest.mark.no_app
def test_suppressions_stay_rare():
    suppressed = [
        f"{name_of(path)}:{line}"
        for path in python_files()
        for line, comment in comments_of(path)
        if SUPPRESSION.match(comment)
    ]
    lines = sum(line_count(path) for path in python_files())
    assert len(suppressed) <= lines / 1000, "\n".join(suppressed)


@pytest.mark.no_app
def test_nothing_unfinished_is_committed():
    sources = python_files() + files("static/js", suffix=".js") + files("static/css", suffix=".css")
    sources += files("templates", suffix=".html")
    assert [
        f"{name_of(path)}:{number}"
        for path in sources
        if path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ] == []


@pytest.mark.no_app
def test_every_module_is_named_after_a_thing():
    assert [name_of(path) for path in python_files("app", "tests") if path.stem in NAMELESS] == []
