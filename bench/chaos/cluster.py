"""The site under fire: two web nodes and a node for jobs, on PostgreSQL and Redis of its own."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg
import requests

from bench.chaos.programs import Program, tool
from bench.servers import Site
from tests.machine import answers, find_postgres, find_program, free_port

WEB_NODES = 2
LIMITS_FACTOR = 10_000
"""Limits hold, so that what they stand on can break, and are never reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """All programs, and where they answer."""

    webs: tuple[Program, ...]
    ports: tuple[int, ...]
    work: Program
    redis: Program
    postgres: Program
    site: Site

    @property
    def programs(self) -> tuple[Program, ...]:
        """All of them, those first that others need."""
        return (self.postgres, self.redis, *self.webs, self.work)

    def start_nodes(self) -> None:
        """Start the nodes, once there are tables."""
        for program in (*self.webs, self.work):
            program.start()


@contextmanager
def cluster(folder: Path, *, smtp_port: int) -> Iterator[Cluster]:
    """Keep a cluster, of which PostgreSQL and Redis run; all of it ends with the block.

    Args:
        folder: where everything is kept.
        smtp_port: of the mail server on this machine that takes its letters.
    """
    postgres, address = _postgres(folder)
    redis_port = free_port()
    redis = Program(
        name="redis",
        command=[
            *(str(find_program("redis-server")), "--port", str(redis_port)),
            *("--bind", "127.0.0.1", "--save", "", "--dir", str(folder)),
        ],
        log=folder / "redis.log",
        is_ready=partial(answers, redis_port),
    )
    site = Site(
        database_url=address,
        redis_url=f"redis://127.0.0.1:{redis_port}/0",
        limits_factor=LIMITS_FACTOR,
        smtp_url=f"smtp://127.0.0.1:{smtp_port}",
    )
    ports = tuple(free_port() for _ in range(WEB_NODES))
    made = Cluster(
        webs=tuple(_web(site, folder, port) for port in ports),
        ports=ports,
        work=Program(
            name="jobs",
            command=[tool("flask"), "--app", "wsgi", "work"],
            log=folder / "work.log",
            environ=site.environ(folder / "site"),
        ),
        redis=redis,
        postgres=postgres,
        site=site,
    )
    try:
        postgres.start()
        redis.start()
        yield made
    finally:
        for program in reversed(made.programs):
            program.send(signal.SIGCONT)
            program.end(signal.SIGKILL if program is not postgres else signal.SIGQUIT)


def _web(site: Site, folder: Path, port: int) -> Program:
    """Return a web node of one process."""
    return Program(
        name=f"web:{port}",
        command=[tool("gunicorn"), "--config", "gunicorn.conf.py", "wsgi:app"],
        log=folder / f"web-{port}.log",
        environ={**site.environ(folder / "site"), "PORT": str(port)},
        is_ready=partial(_is_alive, port),
    )


def _is_alive(port: int) -> bool:
    """Tell whether a web node answers."""
    with suppress(requests.RequestException):
        return requests.get(f"http://127.0.0.1:{port}/healthz", timeout=2).ok
    return False


def _postgres(folder: Path) -> tuple[Program, str]:
    """Make the folder of a PostgreSQL, as safe as it comes; return it and its address."""
    programs, port = find_postgres(), free_port()
    user = "postgres" if os.geteuid() == 0 else None  # it refuses root
    data = folder / "postgres"
    data.mkdir()
    if user:
        shutil.chown(data, user)
        folder.chmod(0o755)
    make = [f"{programs}/initdb", f"--pgdata={data}", "-U", "entraide", "--auth=trust"]
    subprocess.run(
        [*make, "--encoding=UTF8", "--locale=C"], check=True, user=user, stdout=subprocess.DEVNULL
    )
    settings = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": data,
        "max_connections": 200,
    }
    address = f"127.0.0.1:{port}/postgres"
    program = Program(
        name="postgres",
        command=[
            *(f"{programs}/postgres", f"-D{data}"),
            *(f"-c{key}={settings[key]}" for key in settings),
        ],
        log=folder / "postgres.log",
        user=user,
        is_ready=partial(_takes_questions, address),
    )
    return program, f"postgresql+psycopg://entraide@{address}"


def _takes_questions(address: str) -> bool:
    """Tell whether PostgreSQL has started up."""
    with suppress(psycopg.OperationalError), psycopg.connect(f"postgresql://entraide@{address}"):
        return True
    return False
