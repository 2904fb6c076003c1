"""Check files of any kind: ended by one line break, no trailing blanks, small, well-formed.

Without an argument, all files that git knows.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

MOST_BYTES = 500_000
_HARD_BREAKS = {".md", ".eml"}
"""Where blanks at the end of a line mean something."""


def faults_of(path: Path) -> Iterator[str]:
    """Return what is wrong with one file."""
    content = path.read_bytes()
    if len(content) > MOST_BYTES:
        yield f"{len(content)} bytes, {MOST_BYTES} at most"
    if b"\0" in content or "attacks" in path.parts:
        return  # a picture or a font, or a text that is meant to be bad
    if content and (not content.endswith(b"\n") or content.endswith(b"\n\n")):
        yield "must end with one line break"
    if b"\r" in content:
        yield "holds carriage returns"
    if path.suffix not in _HARD_BREAKS and any(
        line != line.rstrip(b" \t") for line in content.split(b"\n")
    ):
        yield "holds blanks at the end of a line"
    yield from _unreadable(path, content)


def main(arguments: list[str]) -> int:
    """Print what is wrong; return how the program ends."""
    faults = [
        f"{path}: {fault}"
        for path in map(Path, arguments or _known_files())
        if path.is_file()
        for fault in faults_of(path)
    ]
    for fault in faults:
        print(fault)
    return min(len(faults), 1)


def _unreadable(path: Path, content: bytes) -> Iterator[str]:
    """Return why a data file cannot be read, if it cannot."""
    readers = {".toml": tomllib.loads, ".json": json.loads}
    if reader := readers.get(path.suffix):
        try:
            reader(content.decode())
        except ValueError as error:
            yield f"is not well-formed: {error}"


def _known_files() -> list[str]:
    """Return all files that git knows."""
    command = ["git", "ls-files"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
