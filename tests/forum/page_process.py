"""A page of a thread on which the site's own scripts run, in a process of Node."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

Message = dict[str, Any]
Serve = Callable[[Message], Message | None]
"""What a page asks → what it is answered; `None`: later."""

_SCRIPT = Path(__file__).parents[1] / "js" / "life_page.js"
LOST: Message = {"status": 0}


class Page:
    """Does what it is told, and asks for what it needs through `serve`."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        """Speak to a process that has just been started."""
        self._process = process
        self.serve: Serve = lambda _asked: LOST

    def do(self, what: str, **details: object) -> Message:
        """Let something happen to the page; return once all that follows has happened."""
        self._send({"do": what, **details})
        while True:
            assert self._process.stdout is not None
            said = json.loads(self._process.stdout.readline())
            if "done" in said:
                return {**said["done"]}
            answer = self.serve(said)
            self._send({"held": True} if answer is None else {"answer": said["ask"], **answer})

    def bring(self, number: int, answer: Message) -> None:
        """Answer what was asked for long ago; what follows happens with the next act."""
        self._send({"answer": number, "wasHeld": True, **answer})

    def _send(self, message: Message) -> None:
        """Say something to the process."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()


@contextmanager
def page_process() -> Iterator[Page]:
    """Run a page for as long as it is needed."""
    node = shutil.which("node") or ".venv/bin/node"
    with subprocess.Popen(
        [node, str(_SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Page(process)
        finally:
            with suppress(BrokenPipeError):
                process.stdin and process.stdin.close()
