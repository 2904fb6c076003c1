"""Publishes what is due, in a process: `python -m tests.blog.publisher FOLDER DATABASE SECONDS`.

It stands still for so many seconds once all is done, before any of it is kept.
"""

import sys
import time
from pathlib import Path
from typing import Any
from unittest import mock

from app import create_app
from app.blog import jobs
from app.blog.services.moves import carry_out
from config import Config

READY, DONE = "ready", "done, and not kept yet"


def main(folder: str, database_url: str, seconds: str) -> None:
    """Publish what is due in a database."""
    config = Config(
        data_dir=Path(folder),
        database_url=database_url,
        secret_key="for tests only, and long enough for it",
        are_jobs_immediate=True,
    )

    def slowly(*about: Any, **more: Any) -> None:  # noqa: ANN401 - passed on as it comes
        carry_out(*about, **more)
        _say(DONE)
        time.sleep(int(seconds))

    app = create_app(config)
    with app.app_context(), mock.patch.object(jobs, "carry_out", slowly):
        _say(READY)
        jobs.publish_due()


def _say(line: str) -> None:
    """Tell whoever started this process how far it is."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
