"""The figures as a page that people read: bench/RESULTS.md."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core import clock

RESULTS = Path(__file__).parent / "RESULTS.md"
APART = frozenset({"Search: questions", "Search: time", "Tabs", "Under fire"})
"""Titles of the tables that other commands than `make bench` write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One part of the results."""

    title: str
    says: str
    """What was measured, and how."""
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]

    def __str__(self) -> str:
        """Return it in Markdown."""
        lines = [self.columns, ("---",) * len(self.columns), *self.rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"## {self.title}\n\n{self.says}\n\n{table}\n"


def write(tables: Sequence[Table]) -> None:
    """Write the page anew; what was measured apart is kept."""
    titles = {table.title for table in tables}
    kept = [part for title, part in _parts().items() if title in APART and title not in titles]
    RESULTS.write_text(f"{_head()}\n" + "\n".join([*map(str, tables), *kept]))


def replace(table: Table) -> None:
    """Put a table that is measured apart into the page, in the place of its former one."""
    head = RESULTS.read_text().partition("\n## ")[0]
    parts = {**_parts(), table.title: str(table)}
    RESULTS.write_text(f"{head}\n" + "\n".join(parts.values()))


def _parts() -> dict[str, str]:
    """Return the tables that the page holds, as text, by their titles."""
    texts = RESULTS.read_text().split("\n## ")[1:]
    return {text.partition("\n")[0]: f"## {text.rstrip()}\n" for text in texts}


def figure(value: float) -> str:
    """Return a number with as many digits as it deserves."""
    return f"{value:,.0f}".replace(",", " ") if value >= 100 else f"{value:.3g}"


def _head() -> str:
    """Say what was measured where."""
    day = clock.now().date().isoformat()
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"# Results\n\nWritten by `make bench` on {day}: {platform.system()}, Python"
        f" {platform.python_version()}, {os.cpu_count()} cores shared by load generator, database"
        f" and server, {gigabytes:.0f} GiB. Other machines give other figures; compare the ratios"
        " to a bare Flask “hello”, asked under the same server in the same minute.\n"
    )
