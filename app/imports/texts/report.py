"""The report of an import as text, for the terminal and for a file."""

from collections.abc import Iterator

from app.core.i18n import _, p_
from app.imports.shapes import Report

_LABEL_WIDTH = 34
_COLUMN_WIDTH = 11


def report_text(report: Report, *, group: str) -> str:
    """Return the report in plain lines: a table, then what was left out or changed, and why."""
    return "\n".join([*_table(report, group), *_left_out(report), *_changed(report)])


def _table(report: Report, group: str) -> Iterator[str]:
    """Yield what was read and imported."""
    yield _("Import of “{source}” into the group “{group}”", source=report.dump.source, group=group)
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


def _left_out(report: Report) -> Iterator[str]:
    """Yield why something was left out."""
    reasons = [(line.label, left) for line in report.lines for left in line.left_out]
    if reasons:
        yield ""
        yield _("Left out, and why:")
    for label, left in reasons:
        yield _("- {label}: {count}, {why}", label=label, count=left.count, why=left.what)
    for name in report.unread:
        yield _("- {file}: nothing in it has a place here", file=name)
    for name in report.absent:
        yield _("- {file}: not in the folder", file=name)


def _changed(report: Report) -> Iterator[str]:
    """Yield what was changed on the way."""
    if report.remarks:
        yield ""
        yield _("Worth knowing:")
    for remark in report.remarks:
        yield _("- {count} {what}", count=remark.count, what=remark.what)
    if not report.dump.address:
        yield ""
        yield _(
            "The licence of such texts asks for a link to their source: "
            "next time, give the address of the site with --site."
        )


def _row(label: str, *columns: str) -> str:
    """Return a row of the table."""
    return label.ljust(_LABEL_WIDTH) + "".join(column.rjust(_COLUMN_WIDTH) for column in columns)
