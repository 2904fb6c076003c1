"""A new thread in a large group, of which only the friends of its author hear."""

import http.client
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import psycopg
from flask import Flask

from app import create_app
from app.accounts.models import Account, SignInSession
from app.core.db import db
from app.friends.models import Friendship
from app.groups.models import Group, Membership
from bench import rows
from bench.bulk import write
from bench.cookies import cookie_of
from bench.fanout import crowd_of, moments_of
from bench.load import WrongAnswer
from bench.report import Table, figure
from bench.seed import make_tables, tidy
from bench.servers import SECRET, Server, Site, postgres_server, redis_server, serving
from config import Config

SIZES = (2_000, 20_000)
FRIENDS, THREADS, WARMING = 200, 12, 3
PAUSE_SECONDS = 0.7
COLUMNS = (
    *("site", "members", "answered, ms", "slowest, ms", "last of 200 friends, ms"),
    *("slowest of them, ms", "drawer of another, ms"),
)


def measure(folder: Path) -> Table:
    """Measure both ways to serve the site, with a small group and a large one."""
    lines = []
    for size in SIZES:
        with _sites(size, folder) as sites:
            for name, site in sites.items():
                lines.append((name, figure(size), *_measured(site, size, folder)))
                print(" ", *lines[-1], flush=True)
    says = (
        f"The author has {FRIENDS} friends in the group, all with a browser open; nobody chose a"
        f" level, so all hear of friends only. {THREADS} new threads, medians and the slowest:"
        " until the form is answered, and until the last friend has the notice. Then a member"
        " who is no friend opens the drawer, in which all of them wait."
    )
    return Table(title="A large group", says=says, columns=COLUMNS, rows=lines)


@contextmanager
def _sites(size: int, folder: Path) -> Iterator[dict[str, Site]]:
    """Make the group on SQLite and on PostgreSQL."""
    path = folder / f"group-{size}.db"
    _fill(f"sqlite:///{path}", size)
    with redis_server(folder) as redis_url, postgres_server(folder / f"pg-{size}") as address:
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute(b"CREATE DATABASE large")
        _fill(f"{address}/large", size)
        yield {
            "one process, SQLite": Site(database_url=f"sqlite:///{path}"),
            "two processes, PostgreSQL, Redis": Site(
                database_url=f"{address}/large", processes=2, redis_url=redis_url
            ),
        }


def _fill(address: str, size: int) -> None:
    """Write the people and their group."""
    app = _application(address)
    with app.app_context():
        make_tables()
        with db.engine.begin() as connection:
            write(connection, Account, rows.accounts(size))
            write(connection, SignInSession, rows.sessions(size))
            write(connection, Group, [next(rows.groups())])
            write(connection, Membership, rows.everybody_in_one(size))
            write(connection, Friendship, rows.friends_of(size, FRIENDS))
        tidy()
        db.engine.dispose()


def _application(address: str) -> Flask:
    """Return the application over a database."""
    return create_app(
        Config(data_dir=Path("/nonexistent"), database_url=address, secret_key=SECRET)
    )


def _measured(site: Site, size: int, folder: Path) -> tuple[str, ...]:
    """Open threads and wait for the friends; then look into a drawer."""
    with (
        serving(site, folder) as server,
        crowd_of(server, "-", FRIENDS, "notice") as crowd,
    ):
        answered, heard = [], []
        for number in range(THREADS + WARMING):
            time.sleep(PAUSE_SECONDS)
            begun = time.monotonic()
            _open_thread(server, size, number)
            answered.append(time.monotonic() - begun)
            heard.append(max(moments_of(crowd)) - begun)
        drawer = [_drawer(server, FRIENDS + 1) for _ in range(5)]
    answered, heard = answered[WARMING:], heard[WARMING:]
    figures = (median(answered), max(answered), median(heard), max(heard), median(drawer))
    return tuple(figure(1000 * one) for one in figures)


def _open_thread(server: Server, author_id: int, number: int) -> None:
    """Send the form of a new thread."""
    form = {
        "kind": "question",
        "title": f"Qui assure les bénévoles de la fête, {number} ?",
        "body": "Notre fête a lieu en juin, et nous ne savons pas qui assure les bénévoles.",
        "tags": "assurance",
    }
    _ask(server, "POST", "/questions/nouvelle?groupe=groupe-1", author_id, urlencode(form))


def _drawer(server: Server, account_id: int) -> float:
    """Open a drawer; return how long it takes."""
    begun = time.monotonic()
    _ask(server, "GET", "/notifications?voir=autres", account_id, None)
    return time.monotonic() - begun


def _ask(server: Server, method: str, path: str, account_id: int, body: str | None) -> None:
    """Ask as a browser does.

    Raises:
        WrongAnswer: it is refused.
    """
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {
        "Cookie": cookie_of(account_id),
        "Origin": f"http://127.0.0.1:{server.port}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    said = answer.read()
    connection.close()
    if answer.status not in {200, 303}:
        raise WrongAnswer(answer.status, path, said[:300])
