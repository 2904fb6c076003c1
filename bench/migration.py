"""Walk the newest migration back and forth over 100,000 posts: `python -m bench.migration`.

Every row of every table is compared before and after. Another size as the first argument, how far
back as the second (`0017`: to that schema), another database than a SQLite file as the third.
"""

import hashlib
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from alembic import command

from app import create_app
from app.core.db import db
from app.core.schema import alembic_config
from bench.seed import Seed, fill
from bench.servers import SECRET
from config import Config


def main(post_count: int = 100_000, back_to: str = "-1", address: str = "") -> None:
    """Fill a database, walk, and print how long each way took; fails when a row is another."""
    with TemporaryDirectory() as folder:
        url = address or f"sqlite:///{folder}/site.sqlite"
        app = create_app(Config(data_dir=Path(folder), database_url=url, secret_key=SECRET))
        with app.app_context():
            fill(Seed(post_count), has_index=False)
            command.stamp(alembic_config(), "head")
            before = digests()
            for way, where in (("back", back_to), ("forth", "head")):
                began = time.perf_counter()
                walk = command.downgrade if way == "back" else command.upgrade
                walk(alembic_config(), where)
                print(f"{way} ({where}): {time.perf_counter() - began:.1f} s")
            after = digests()
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    if changed:
        sys.exit(f"Not as before: {', '.join(sorted(changed))}")
    print(f"{post_count} posts, {len(before)} tables: every row is as before.")


def digests() -> dict[str, tuple[int, str]]:
    """Return how many rows each table has, and a digest of all that they say."""
    inspector = sa.inspect(db.engine)
    names = [name for name in inspector.get_table_names() if not name.startswith("search_")]
    return {name: _digest(name, inspector) for name in names if name != "alembic_version"}


def _digest(name: str, inspector: sa.Inspector) -> tuple[int, str]:
    """Return the digest of a table, whatever the order of its columns and rows."""
    columns = sorted(column["name"] for column in inspector.get_columns(name))
    table = sa.table(name, *map(sa.column, columns))
    total = count = 0
    with db.engine.connect() as connection:
        for row in connection.execution_options(yield_per=5000).execute(sa.select(table)):
            digest = hashlib.sha256(repr(tuple(map(str, row))).encode()).digest()
            total = (total + int.from_bytes(digest)) % 2**256
            count += 1
    return count, f"{total:064x}"


if __name__ == "__main__":
    main(*(int(one) if place == 0 else one for place, one in enumerate(sys.argv[1:])))  # type: ignore[arg-type] # in this order
