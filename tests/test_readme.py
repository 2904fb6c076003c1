"""The README tells newcomers what is not there yet: in one list, each item with its proof."""

import re

from flask import Flask

from tests.tree import ROOT

README = (ROOT / "README.md").read_text("utf-8")
HEADING = "## Ce qui n’est pas encore là"
ABSENT = re.compile(r"<!-- absent: ([^>]*(?:<slug>[^>]*)?) -->")
_GAP = re.compile(r"<[^>]*>")


def _items() -> list[str]:
    """Return the items of the list."""
    listed = README.partition(HEADING)[2].partition("\n## ")[0]
    return re.split(r"\n- ", listed)[1:]


def _addresses(app: Flask) -> set[str]:
    """Return every address and command there is, gaps written alike."""
    rules = {
        _GAP.sub("<>", rule.rule.replace("<threads:base>", "questions"))
        for rule in app.url_map.iter_rules()
    }
    return rules | {f"flask:{name}" for name in app.cli.commands}


def test_each_thing_that_is_missing_names_what_would_prove_it():
    assert _items()
    assert [item for item in _items() if not ABSENT.search(item)] == []


def test_nothing_is_called_missing_that_is_there(app: Flask):
    there = _addresses(app)
    named = {
        _GAP.sub("<>", one)
        for item in _items()
        for listed in ABSENT.findall(item)
        for one in listed.split()
    }
    assert "/questions/<>-<>" in there
    assert "flask:threads" in there
    found = {
        one
        for one in named
        for known in there
        if known == one or (one.startswith("/") and known.startswith(f"{one}/"))
    }
    assert found == set(), "Take it off the list of what is not there yet."


def test_what_is_missing_is_said_in_this_one_place():
    elsewhere = README.replace(README.partition(HEADING)[2].partition("\n## ")[0], "")
    said = re.findall(r"[^.\n]*(?:pas encore|[Nn]ot there yet|not yet)[^.\n]*", elsewhere)
    assert [line for line in said if "Ce qui n’est pas encore là" not in line] == []
