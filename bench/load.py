"""Asking for pages as fast as they are answered, by wrk; every answer has to be right."""

import http.client
import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tests.machine import find_program

SCRIPT = Path(__file__).parent / "rotate.lua"
THREADS, CONNECTIONS = 2, 32
AT_ONCE = 6_000
"""Asks of one run, then it begins again: more than are answered of a page that takes its time."""
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


class WrongAnswer(Exception):
    """A page that was asked for did not come; the message says what came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request."""

    path: str
    cookie: str = ""
    encoding: str = ""


class Load(NamedTuple):
    """What a server did in one run."""

    per_second: float
    p50_ms: float
    p99_ms: float


def check(port: int, asks: Sequence[Ask], *, holds: str = "") -> int:
    """Ask once for each page; return the mean size of the answers, in bytes.

    Raises:
        WrongAnswer: one is not 200, or does not hold the words.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    sizes = []
    for ask in asks:
        connection.request("GET", ask.path, headers=_headers(ask))
        answer = connection.getresponse()
        body = answer.read()
        is_whole = ask.encoding or holds in body.decode()
        if answer.status != http.client.OK or not is_whole:
            raise WrongAnswer(answer.status, ask.path, body[:300])
        sizes.append(len(body))
    connection.close()
    return sum(sizes) // len(sizes)


def press(port: int, asks: Iterable[Ask], *, seconds: int, size: int) -> Load:
    """Ask for the next of the pages for some seconds.

    Raises:
        WrongAnswer: something was refused, lost, or much smaller than `size`.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
        file.writelines(
            f"{ask.path}\t{ask.cookie}\t{ask.encoding}\n" for ask in islice(asks, AT_ONCE)
        )
        file.flush()
        said = subprocess.run(
            [
                str(find_program("wrk")),
                f"-t{THREADS}",
                f"-c{CONNECTIONS}",
                f"-d{seconds}s",
                "--latency",
                "--timeout=30s",
                f"--script={SCRIPT}",
                f"http://127.0.0.1:{port}/",
                "--",
                file.name,
            ],
            check=True,
            capture_output=True,
            text=True,
            timeout=seconds + 60,
        ).stdout
    _refuse_wrong(said, size)
    return Load(
        per_second=float(_found(r"Requests/sec:\s+([\d.]+)", said)[0]),
        p50_ms=_ms(*_found(r"50%\s+([\d.]+)(us|ms|s|m)", said)),
        p99_ms=_ms(*_found(r"99%\s+([\d.]+)(us|ms|s|m)", said)),
    )


def _refuse_wrong(said: str, size: int) -> None:
    """Raise when any answer was not the page."""
    if "Non-2xx" in said or "Socket errors" in said:
        raise WrongAnswer(said)
    count, amount, unit = _found(r"(\d+) requests in [\d.]+\w+, ([\d.]+)(B|KB|MB|GB) read", said)
    powers = {"B": 0, "KB": 1, "MB": 2, "GB": 3}
    mean = float(amount) * 1024 ** powers[unit] / max(1, int(count))
    if mean < size * 0.9:
        raise WrongAnswer(mean, size, said)


def _found(pattern: str, said: str) -> tuple[str, ...]:
    """Return the parts of what wrk said."""
    match = re.search(pattern, said)
    if match is None:
        raise WrongAnswer(said)
    return match.groups()


def _ms(number: str, unit: str) -> float:
    """Return a duration in milliseconds."""
    return float(number) * _UNITS[unit]


def _headers(ask: Ask) -> dict[str, str]:
    """Return the headers of a request."""
    headers = {"Cookie": ask.cookie, "Accept-Encoding": ask.encoding}
    return {name: value for name, value in headers.items() if value}
