"""The report of an import as text, for the terminal and for a file."""

from collections.abc import Iterator

from app.core.i18n import _, p_
from app.imports.shapes import Remarked, Report
from app.imports.staging.database import NAMED_MOST
from app.text import normalise

_LABEL_WIDTH = 34
_COLUMN_WIDTH = 11
_NAME_WIDTH = 300


def report_text(report: Report, *, group: str = "", most: int = NAMED_MOST) -> str:
    """Return the report in plain lines: a table, then what was left out or changed, and why.

    Args:
        report: what is told.
        group: into which group it went; empty: into the blog.
        most: so many are named for one reason; the others are counted.
    """
    lines = [*_table(report, group), *_left_out(report, most), *_changed(report, most)]
    return "\n".join(lines)


def _table(report: Report, group: str) -> Iterator[str]:
    """Yield what was read and imported."""
    source = report.dump.source
    if group:
        yield _("Import of “{source}” into the group “{group}”", source=source, group=group)
    else:
        yield _("Import of “{source}” into the blog", source=source)
    yield ""
    yield _row(
        "",
        p_("import", "read"),
        p_("import", "brought"),
        p_("import", "before"),
        p_("import", "left out"),
    )
    for line in report.lines:
        if line.read:
            left = line.read - line.brought
            yield _row(line.label, *map(str, (line.read, line.brought, line.earlier, left)))
    yield _("“before”: of those brought, what an earlier run brought already.")


def _left_out(report: Report, most: int) -> Iterator[str]:
    """Yield why something was left out."""
    reasons = [(line.label, left) for line in report.lines for left in line.left_out]
    if reasons:
        yield ""
        yield _("Left out, and why:")
    for label, left in reasons:
        yield _("- {label}: {count}, {why}", label=label, count=left.count, why=left.what)
        yield from _named(left, most)
    for name in report.unread:
        yield _("- {file}: nothing in it has a place here", file=name)
    for name in report.absent:
        yield _("- {file}: not in the folder", file=name)


def _changed(report: Report, most: int) -> Iterator[str]:
    """Yield what was changed on the way."""
    if report.remarks:
        yield ""
        yield _("Worth knowing:")
    for remark in report.remarks:
        yield _("- {count} {what}", count=remark.count, what=remark.what)
        yield from _named(remark, most)
    if report.advice:
        yield ""
        yield report.advice


def _named(remark: Remarked, most: int) -> Iterator[str]:
    """Yield those that a remark names, each on a line of plain characters."""
    for which in remark.which[:most]:
        yield f"    {' '.join(normalise(which).split())[:_NAME_WIDTH]}"
    if len(remark.which) > most:
        more = len(remark.which) - most
        yield "    " + _("… and {count} more, named in the file.", count=more)


def _row(label: str, *columns: str) -> str:
    """Return a row of the table."""
    return label.ljust(_LABEL_WIDTH) + "".join(column.rjust(_COLUMN_WIDTH) for column in columns)
