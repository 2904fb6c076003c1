"""The servers that are measured: started on free ports of this machine, stopped by themselves."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

import psycopg

from tests.machine import answers, find_postgres, find_program, free_port

ROOT = Path(__file__).parents[1]
SECRET = "measured on this machine alone, and worth nothing"  # noqa: S105 - opens nothing
_PATIENCE_SECONDS = 60


class DidNotStart(Exception):
    """A server could not be started; its last words are the message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
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
    with _started(serve, folder / "web.log", environ, lambda: answers(port)) as server:
        if site.redis_url is None:
            yield Server(port=port, pid=server.pid)
            return
        with _started(work, folder / "work.log", environ, lambda: True):
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
    with _started(command, folder / "hello.log", {}, lambda: answers(port), cwd=here) as server:
        yield Server(port=port, pid=server.pid)


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """Run an empty Redis that keeps nothing; return its address."""
    port = free_port()
    command = [
        *(str(find_program("redis-server")), "--port", str(port), "--bind", "127.0.0.1"),
        *("--save", "", "--dir", str(folder)),
    ]
    with _started(command, folder / "redis.log", {}, lambda: answers(port)):
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
    with _started(serve, log, {}, is_ready, user=user, stop_with=signal.SIGINT):
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


@contextmanager
def _started(
    command: Sequence[str],
    log: Path,
    environ: Mapping[str, str],
    is_ready: Callable[[], bool],
    *,
    user: str | None = None,
    stop_with: signal.Signals = signal.SIGTERM,
    cwd: Path = ROOT,
) -> Iterator[subprocess.Popen[bytes]]:
    """Keep a program running; what it prints goes to a file."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environ},
            cwd=cwd,
            user=user,
        )
    try:
        _wait(process, is_ready, log)
        yield process
    finally:
        process.send_signal(stop_with)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], is_ready: Callable[[], bool], log: Path) -> None:
    """Wait until a program is ready."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise DidNotStart(log.read_text("utf-8", "replace")[-2000:])
        time.sleep(0.05)


def _takes_questions(address: str) -> bool:
    """Tell whether PostgreSQL has started up."""
    with suppress(psycopg.OperationalError), psycopg.connect(f"{address}/postgres"):
        return True
    return False


def _tool(name: str) -> str:
    """Return a program of our own environment."""
    return str(Path(sys.executable).parent / name)
