"""Check that every commit says what it does: `area: Imperative sentence.`, at most 72 characters.

Without an argument, all commits of this branch; with the path of a message, that one (a hook).
"""

import re
import subprocess
import sys
from pathlib import Path

SUBJECT = re.compile(r"[a-z][a-z0-9-]*: [A-Z«\"'`].*[^.]\.")
MOST_CHARACTERS = 72


def fault_of(subject: str) -> str | None:
    """Return what is wrong with the first line of a message, or nothing."""
    if len(subject) > MOST_CHARACTERS:
        return f"{len(subject)} characters, {MOST_CHARACTERS} at most"
    if not SUBJECT.fullmatch(subject):
        return "not of the form `area: Imperative sentence.`"
    return None


def subjects() -> list[str]:
    """Return the first lines of all commits, newest first."""
    command = ["git", "log", "--no-merges", "--format=%s"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def main(arguments: list[str]) -> int:
    """Print what is wrong; return how the program ends."""
    given = [Path(name).read_text("utf-8").partition("\n")[0] for name in arguments]
    faults = [(line, fault) for line in given or subjects() if (fault := fault_of(line))]
    for line, fault in faults:
        print(f"{line}\n  {fault}")
    return min(len(faults), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
