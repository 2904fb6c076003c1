"""Every template of the site, held to the house rules; and every page that needs no argument."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
from flask import Flask
from jinja2 import nodes

from tests.conftest import ClientFor
from tests.tree import ROOT, files

FOLDER = ROOT / "templates"
NO_PAGES = {"layouts", "mail", "parts"}
MARKUP = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# Without `+`, which also joins lists.
ARITHMETIC = (nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
FORBIDDEN_HTML = {
    "an inline handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline style": re.compile(r"<[a-z][^>]*\sstyle\s*=|<style\b", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=\"application/ld\+json\")", re.IGNORECASE
    ),
    "a script address": re.compile(r"=\s*[\"']?\s*javascript:", re.IGNORECASE),
    "something from another site": re.compile(
        r"<(?:script|img|link|iframe|source|video|audio)\b[^>]*\b(?:src|href)=[\"']?(?:https?:)?//",
        re.IGNORECASE,
    ),
}


def templates() -> list[Path]:
    """Return all templates, letters included."""
    return files("templates", suffix=".html") + files("templates", suffix=".txt")


def name_of(path: Path) -> str:
    """Return the name by which a template is asked for."""
    return path.relative_to(FOLDER).as_posix()


def pages() -> list[Path]:
    """Return the templates that are whole pages."""
    return [
        path
        for path in files("templates", suffix=".html")
        if not path.name.startswith("_") and path.parent != FOLDER
        if path.relative_to(FOLDER).parts[0] not in NO_PAGES
    ]


def macro_files() -> list[Path]:
    """Return the templates that define macros for others."""
    return [path for path in templates() if path.name == "_macros.html" or is_part(path)]


def is_part(path: Path) -> bool:
    """Tell whether a template is a family of macros for the whole site."""
    return path.parent == FOLDER / "parts"


def found(app: Flask, kinds: type[nodes.Node] | tuple[type[nodes.Node], ...]) -> Iterator[str]:
    """Return the places of all nodes of some kinds, over all templates."""
    for path in templates():
        for node in parsed(app, path).find_all(kinds):
            yield f"{name_of(path)}:{node.lineno}"


def parsed(app: Flask, path: Path) -> nodes.Template:
    """Return the syntax tree of a template."""
    return app.jinja_env.parse(path.read_text("utf-8"), name_of(path))


def test_every_template_compiles(app: Flask):
    assert len(templates()) > 20
    for path in templates():
        app.jinja_env.get_template(name_of(path))


def test_a_name_that_is_missing_is_an_error(app: Flask):
    assert issubclass(app.jinja_env.undefined, jinja2.StrictUndefined)


@pytest.mark.no_app
@pytest.mark.parametrize("what", FORBIDDEN_HTML)
def test_no_template_holds(what: str):
    places = [
        f"{name_of(path)}: {match.group()[:80]}"
        for path in templates()
        if not (what == "an inline style" and "mail" in path.parts)  # letters cannot link to one
        if (match := FORBIDDEN_HTML[what].search(MARKUP.sub("", path.read_text("utf-8"))))
    ]
    assert places == []


@pytest.mark.no_app
def test_no_block_at_the_end_of_a_line_glues_two_attributes_together():
    glued = re.compile(r"<[^<>]*[\w\"']\{%-? (?:if|elif|else|for)\b[^%]*%\}\n")
    found = [name_of(path) for path in templates() if glued.search(path.read_text("utf-8"))]
    assert found == []


def test_html_comes_from_the_text_package_alone(app: Flask):
    unsafe = [
        f"{name_of(path)}:{node.lineno}"
        for path in templates()
        for node in parsed(app, path).find_all(nodes.Filter)
        if node.name == "safe"
    ]
    assert unsafe == []
    assert list(found(app, (nodes.MarkSafe, nodes.MarkSafeIfAutoescape))) == []
    assert [path for path in templates() if "autoescape" in path.read_text("utf-8")] == []


def test_templates_do_not_count(app: Flask):
    assert list(found(app, ARITHMETIC)) == []


def test_macros_are_imported_by_name_and_without_context(app: Flask):
    assert list(found(app, nodes.Import)) == []
    assert [
        f"{name_of(path)}:{node.lineno}"
        for path in templates()
        for node in parsed(app, path).find_all(nodes.FromImport)
        if node.with_context
    ] == []


@pytest.mark.no_app
def test_macro_files_begin_by_saying_what_they_offer():
    assert macro_files()
    silent = [path for path in macro_files() if not path.read_text("utf-8").startswith("{#")]
    assert [name_of(path) for path in silent] == []


def test_every_macro_is_named_in_the_comment_of_its_file(app: Flask):
    assert [
        f"{name_of(path)}: {macro.name}"
        for path in macro_files()
        for macro in parsed(app, path).find_all(nodes.Macro)
        if not macro.name.startswith("_")
        if macro.name not in path.read_text("utf-8").partition("#}")[0]
    ] == []


def line_of(app: Flask, path: Path) -> Iterator[nodes.Template]:
    """Return a page and all that it extends, up to its layout."""
    while name_of(path).partition("/")[0] not in NO_PAGES:
        tree = parsed(app, path)
        yield tree
        [parent] = tree.find_all(nodes.Extends)
        path = FOLDER / parent.template.as_const()


def test_every_page_extends_a_layout_and_has_a_title(app: Flask):
    assert pages()
    assert [
        name_of(path)
        for path in pages()
        if not any(
            block.name in {"title", "whole_title"}
            for tree in line_of(app, path)
            for block in tree.find_all(nodes.Block)
        )
    ] == []


class Outline(HTMLParser):
    """What a page is made of, as far as the rules go."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element and its id."""
        self.tags.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]


def test_every_plain_page_has_one_title_one_heading_one_main(app: Flask, client_for: ClientFor):
    client = client_for(None)
    seen = 0
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.arguments:
            continue
        response = client.get(rule.rule)
        assert response.status_code < 500, rule.rule
        if response.location or not response.text.lower().startswith("<!doctype html>"):
            continue  # a fragment, a feed, a redirection
        outline = Outline(response.text)
        counts = {tag: outline.tags.count(tag) for tag in ("title", "h1", "main")}
        assert counts == {"title": 1, "h1": 1, "main": 1}, rule.rule
        assert len(outline.ids) == len(set(outline.ids)), rule.rule
        seen += 1
    assert seen
