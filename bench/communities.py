"""The communities that are measured, in databases that are made once and kept for the next time.

They lie where temporary files do: PostgreSQL runs as a user of its own, who must reach them.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

import psycopg

from app import create_app
from app.core.db import db
from bench.seed import Seed, fill
from bench.servers import ROOT, SECRET, postgres_server
from config import Config

CACHE = Path(gettempdir()) / "entraide-bench"
SMALL, LARGE = Seed(10_000), Seed(1_000_000)


def sqlite_community(seed: Seed) -> str:
    """Return the address of a SQLite database with this community, made if it is not there yet."""
    path = _folder() / f"{seed.post_count}.db"
    if not path.exists():
        making = path.with_suffix(".making")
        for rest in path.parent.glob(f"{making.name}*"):
            rest.unlink()
        _fill(f"sqlite:///{making}", seed)
        making.rename(path)
    return f"sqlite:///{path}"


@contextmanager
def postgres_communities(*seeds: Seed) -> Iterator[tuple[str, ...]]:
    """Run PostgreSQL; return the addresses of databases with these communities."""
    folder = _folder() / "postgres"
    with postgres_server(folder) as address:
        yield tuple(_postgres_community(address, seed) for seed in seeds)


def _postgres_community(address: str, seed: Seed) -> str:
    """Return the address of a database with this community; a small one is a fresh copy."""
    name, making = f"posts_{seed.post_count}", f"making_{seed.post_count}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        known = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        if name not in known:
            connection.execute(f"DROP DATABASE IF EXISTS {making}".encode())
            connection.execute(f"CREATE DATABASE {making}".encode())
            _fill(f"{address}/{making}", seed)
            connection.execute(f"ALTER DATABASE {making} RENAME TO {name}".encode())
        if seed is SMALL:
            connection.execute(b"DROP DATABASE IF EXISTS measured")
            connection.execute(f"CREATE DATABASE measured TEMPLATE {name}".encode())
            name = "measured"
    return f"{address}/{name}"


def _folder() -> Path:
    """Return where the databases of today's tables are kept; older ones are thrown away."""
    tables = [*(ROOT / "migrations" / "versions").glob("*.py"), *(ROOT / "bench").glob("*rows.py")]
    print_of = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(tables))).hexdigest()
    folder = CACHE / print_of[:12]
    for other in CACHE.glob("*"):
        if other != folder:
            shutil.rmtree(other)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    return folder


def _fill(address: str, seed: Seed) -> None:
    """Write a community into an empty database."""
    print(f"Making a community of {seed.post_count:,} posts.", flush=True)
    settings = Config(data_dir=_folder(), database_url=address, secret_key=SECRET)
    with create_app(settings).app_context():
        fill(seed)
        db.engine.dispose()
