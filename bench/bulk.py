"""Writing many rows fast: COPY on PostgreSQL, one prepared statement for thousands on SQLite."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

Row = Mapping[str, Any]
_PORTION = 20_000


def write(connection: Connection, model: Any, rows: Iterable[Row]) -> int:  # noqa: ANN401 - a mapped class
    """Write rows that all have the same columns into the table of a model; return how many."""
    table: sa.Table = model.__table__
    is_postgres = connection.dialect.name == "postgresql"
    count = 0
    for portion in _portions(rows):
        if is_postgres:
            _copy(connection, table, portion)
        else:
            connection.execute(sa.insert(table), portion)
        count += len(portion)
    if is_postgres and "id" in table.c:
        _begin_after(connection, table)
    return count


def _portions(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Return the rows in lists of many."""
    left = iter(rows)
    while portion := list(islice(left, _PORTION)):
        yield portion


def _copy(connection: Connection, table: sa.Table, rows: list[Row]) -> None:
    """Stream rows into a table of PostgreSQL; defaults of the model are filled in."""
    defaults = _defaults(table, given=rows[0])
    names_given = [*defaults, *rows[0]]
    converters = {name: _converter(connection, table.c[name]) for name in names_given}
    names = ", ".join(converters)
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in rows:
            values: dict[str, Any] = {**defaults, **row}
            copy.write_row([convert(values[name]) for name, convert in converters.items()])


def _defaults(table: sa.Table, *, given: Row) -> dict[str, Any]:
    """Return the plain defaults of the columns not given; made ones (lists) are called once."""
    found: dict[str, Any] = {}
    for column in (one for one in table.c if one.name not in given):
        if isinstance(column.default, ScalarElementColumnDefault):
            found[column.name] = column.default.arg
        elif isinstance(column.default, CallableColumnDefault):
            found[column.name] = column.default.arg(None)  # type: ignore[arg-type]  # uses none
    return found


def _converter(connection: Connection, column: sa.Column[Any]) -> Callable[[Any], Any]:
    """Return what makes of a value what the driver takes."""
    bind = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return bind or (lambda value: value)


def _begin_after(connection: Connection, table: sa.Table) -> None:
    """Let PostgreSQL number what comes next after what was written with its number."""
    connection.exec_driver_sql(
        f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'),"  # noqa: S608 - our own name
        f" (SELECT coalesce(max(id), 1) FROM {table.name}))"
    )
