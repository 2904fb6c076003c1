"""The servers that are measured: started on free ports of this machine, stopped by themselves."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import psycopg

from tests.machine import answers, find_postgres, find_program, free_port, running

ROOT = Path(__file__).parents[1]
SECRET = "measured on this machine alone, and worth nothing"  # noqa: S105 - opens nothing


class Server(NamedTuple):
    """A server that answers."""

    port: int
    pid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """How the site is served."""

    database_url: str
    processes: int = 1
    redis_url: str | None = None
    limits_factor: int | None = None
    """How many times as often as usual one may do things; `None` lifts all limits."""
    smtp_url: str | None = None

    def environ(self, folder: Path) -> dict[str, str]:
        """Return the settings, as the environment gives them."""
        return {
            "DATA_DIR": str(folder),
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url or "",
            "SMTP_URL": self.smtp_url or "",
            "WEB_PROCESSES": str(self.processes),
            "SECRET_KEY": SECRET,
            "HOST": "127.0.0.1",
            "LIMITS": "on" if self.limits_factor else "off",
            "LIMITS_FACTOR": str(self.limits_factor or 1),
            "LOG_LEVEL": "warning",
        }


@contextmanager
def serving(site: Site, folder: Path) -> Iterator[Server]:
    """Serve the site, as `make run` does; with Redis, jobs work in a process of their own."""
    port, folder = free_port(), Path(mkdtemp(dir=folder))  # each site has its own
    environ = {**site.environ(folder), "PORT": str(port)}
    serve = [_tool("gunicorn"), "--config", "gunicorn.conf.py", "wsgi:app"]
    work = [_tool("flask"), "--app", "wsgi", "work"]
    with running(
        serve, is_ready=lambda: answers(port), log=folder / "web.log", environ=environ, cwd=ROOT
    ) as server:
        if site.redis_url is None:
            yield Server(port=port, pid=server.pid)
            return
        with running(
            work, is_ready=lambda: True, log=folder / "work.log", environ=environ, cwd=ROOT
        ):
            yield Server(port=port, pid=server.pid)


@contextmanager
def serving_hello(processes: int, folder: Path) -> Iterator[Server]:
    """Serve a bare "hello" in the same way."""
    port = free_port()
    command = [
        *(_tool("gunicorn"), "--worker-class", "gevent", "--workers", str(processes)),
        *("--worker-connections", "10000", "--keep-alive", "30", "--log-level", "warning"),
        *("--bind", f"127.0.0.1:{port}", "hello:app"),
    ]
    here = ROOT / "bench"  # away from the settings of the site
    with running(
        command, is_ready=lambda: answers(port), log=folder / "hello.log", cwd=here
    ) as server:
        yield Server(port=port, pid=server.pid)


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """Run an empty Redis that keeps nothing; return its address."""
    port = free_port()
    command = [
        *(str(find_program("redis-server")), "--port", str(port), "--bind", "127.0.0.1"),
        *("--save", "", "--dir", str(folder)),
    ]
    with running(command, is_ready=lambda: answers(port), log=folder / "redis.log"):
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def postgres_server(folder: Path) -> Iterator[str]:
    """Run the PostgreSQL whose data are kept in a folder, as safe as it comes.

    Its address is to be followed by a slash and the name of a database.
    """
    programs, port = find_postgres(), free_port()
    user = "postgres" if os.geteuid() == 0 else None  # it refuses root
    data = folder / "data"
    if not data.exists():
        folder.mkdir(parents=True, exist_ok=True)
        if user:
            shutil.chown(folder, user)
        make = [f"{programs}/initdb", f"--pgdata={data}", "-U", "entraide", "--auth=trust"]
        subprocess.run(
            [*make, "--encoding=UTF8", "--locale=C"],
            check=True,
            user=user,
            stdout=subprocess.DEVNULL,
        )
    settings = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": folder,
        "shared_buffers": "512MB",
        "max_wal_size": "4GB",
        "max_connections": 200,
    }
    serve = [f"{programs}/postgres", f"-D{data}", *(f"-c{key}={settings[key]}" for key in settings)]
    address = f"postgresql://entraide@127.0.0.1:{port}"
    log = folder.parent / "postgres.log"
    is_ready = partial(_takes_questions, address)
    with running(serve, is_ready=is_ready, log=log, user=user, stop_with=signal.SIGINT):
        yield address


def tree_of(pid: int) -> list[int]:
    """Return a process and all that it started. Source: proc(5), children."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*"):
        with suppress(OSError):
            for child in (task / "children").read_text().split():
                found += tree_of(int(child))
    return found


def memory_of(pids: Sequence[int]) -> int:
    """Return the memory of processes in bytes, what they share counted once among them."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total * 1024


def work_of(pids: Sequence[int]) -> float:
    """Return the processor time that processes have used so far, in seconds."""
    ticks = 0
    for pid in pids:
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _takes_questions(address: str) -> bool:
    """Tell whether PostgreSQL has started up."""
    with suppress(psycopg.OperationalError), psycopg.connect(f"{address}/postgres"):
        return True
    return False


def _tool(name: str) -> str:
    """Return a program of our own environment."""
    return str(Path(sys.executable).parent / name)
