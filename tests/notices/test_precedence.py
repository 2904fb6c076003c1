"""The precedence, against the table of the documentation: every combination of facts."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.notices.enums import Level, Nature, Rule, ThreadState
from app.notices.rules.precedence import STEPS, WORDS, decide
from app.notices.shapes import Facts

pytestmark = pytest.mark.no_app

DOCUMENT = Path(__file__).parents[2] / "docs/rooms/notices.md"
COLUMNS: dict[str, tuple[str, dict[str, Any]]] = {
    "sees it": ("may_see", {"yes": True, "no": False}),
    "blocked": ("is_blocked", {"yes": True, "no": False}),
    "nature": ("nature", {each.value: each for each in Nature}),
    "thread": ("thread_state", {each.value: each for each in ThreadState}),
    "switched off": ("is_switched_off", {"yes": True, "no": False}),
    "level": ("level", {each.value: each for each in Level}),
    "friend": ("is_friend", {"yes": True, "no": False}),
}
"""Heading in the document → the fact, and what its words mean; "–" means any."""


def _table() -> list[tuple[dict[str, object], Rule, bool]]:
    """Read the truth table of the document: conditions, rule, delivered."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    rows = [re.split(r"\s*\|\s*", line.strip("| ")) for line in lines if line.startswith("|")]
    start = next(number for number, cells in enumerate(rows) if cells[-1] == "delivered")
    headings = rows[start][:-2]
    assert headings == list(COLUMNS)
    read = []
    for cells in rows[start + 2 :]:
        if len(cells) != len(headings) + 2:
            break
        facts = {
            COLUMNS[heading][0]: COLUMNS[heading][1][cell]
            for heading, cell in zip(headings, cells[:-2], strict=True)
            if cell != "–"
        }
        read.append((facts, Rule(cells[-2].strip("`")), cells[-1] == "yes"))
    return read


def _all_facts() -> Iterator[Facts]:
    """Every combination."""
    names = [name for name, _words in COLUMNS.values()]
    for values in itertools.product(*(words.values() for _name, words in COLUMNS.values())):
        yield Facts(**dict(zip(names, values, strict=True)))


def test_every_combination_is_decided_by_the_first_line_that_fits():
    table, count = _table(), 0
    for facts in _all_facts():
        line = next(
            (row for row in table if all(getattr(facts, k) == v for k, v in row[0].items())), None
        )
        assert line is not None, f"The document says nothing of {facts}"
        decision = decide(facts)
        assert (decision.rule, decision.is_delivered) == line[1:], facts
        count += 1
    assert count == 2 * 2 * 3 * 3 * 2 * 4 * 2


def test_every_line_of_the_table_decides_something():
    used = {decide(facts).rule for facts in _all_facts()}
    assert used == {rule for _facts, rule, _is_delivered in _table()} == set(Rule)


def test_whoever_may_not_see_it_is_never_told():
    hidden = [f for f in _all_facts() if f.is_blocked or not f.may_see]
    assert not any(decide(facts).is_delivered for facts in hidden)


def test_a_muted_thread_is_silent_but_for_decisions():
    muted = [f for f in _all_facts() if f.thread_state is ThreadState.MUTE]
    delivered = {facts.nature for facts in muted if decide(facts).is_delivered}
    assert delivered == {Nature.ALWAYS}


def test_every_rule_has_its_number_and_its_sentence():
    assert set(WORDS) == set(Rule)
    assert {words.number for words in WORDS.values()} == set(range(1, len(STEPS) + 1))


def test_only_friends_are_heard_where_only_friends_are_wanted():
    around = [
        f
        for f in _all_facts()
        if f.level is Level.FRIENDS
        and f.nature is Nature.ACTIVITY
        and f.thread_state is ThreadState.NORMAL
    ]
    delivered = [facts for facts in around if decide(facts).is_delivered]
    assert delivered
    assert all(facts.is_friend for facts in delivered)
