"""What an import needs does not grow with the dump."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.imports.dumps import answer, comment, question, user, version, vote, write_dump
from tests.imports.sites import make_site

pytestmark = [pytest.mark.no_app, pytest.mark.slow]

MORE_BYTES = 12 * 2**20
"""Granted to ten times as many rows: SQLite keeps some pages of a larger database at hand."""


def write_rows(folder: Path, count: int) -> Path:
    """Write a dump of about so many rows, few of which are questions and answers."""
    return write_dump(
        folder,
        Users=(user(number) for number in range(1, count // 4)),
        Posts=posts(count // 150),
        Comments=(comment(number, 10**9) for number in range(count // 10)),
        Votes=(vote(number) for number in range(count // 3)),
        PostHistory=(
            version(number, number, "Un texte assez long. " * 40) for number in range(count // 4)
        ),
    )


def posts(count: int) -> Iterator[Mapping[str, object]]:
    """Yield questions with four answers each."""
    for number in range(1, count // 5):
        yield question(number * 10)
        yield from (answer(number * 10 + place, number * 10) for place in range(1, 5))


def test_ten_times_as_many_rows_need_the_same_memory(tmp_path):
    few = make_site(tmp_path / "few").run_and_measure(write_rows(tmp_path / "small", 10_000))
    many = make_site(tmp_path / "many").run_and_measure(write_rows(tmp_path / "large", 100_000))
    assert many - few < MORE_BYTES, f"{few / 2**20:.0f} MiB, then {many / 2**20:.0f} MiB"
