"""A process that has rendered forks, as web servers do; both go on, each with its own renderer."""

import os
import sys
from functools import partial

from app.text.rendering.renderer import render
from app.text.rendering.workers import worker
from tests.text.timing import once


def main() -> int:
    """Return 0 when parent and child both render, the child not on its parent's line."""
    is_kept = renders("avant")
    inherited = worker().process_id
    child = os.fork()
    if child == 0:
        is_kept = renders("fils") and worker().process_id != inherited
        os._exit(0 if is_kept else 1)
    is_kept = renders("mère") and is_kept and worker().process_id == inherited
    _, status = os.waitpid(child, 0)
    return 0 if is_kept and status == 0 else 1


def renders(word: str) -> bool:
    """Say whether twenty texts come back in order, formatted."""
    return all(once(partial(renders_as_told, f"{word} {number}")) for number in range(20))


def renders_as_told(words: str) -> bool:
    """Say whether a text comes back formatted, and is that text."""
    return render(f"*{words}*").html == f"<p><em>{words}</em></p>"


if __name__ == "__main__":
    code = main()
    sys.stdout.write("kept\n" if code == 0 else "broken\n")
    sys.exit(code)
