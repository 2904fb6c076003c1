"""The command of a process that works on the shared queue: `flask work`."""

import click
from flask import current_app
from flask.cli import with_appcontext

from app.core.jobs import JOBS, Jobs, work_until_told


@click.command("work")
@click.option("--workers", default=4, show_default=True, help="Jobs done at the same time.")
@click.option(
    "--periodic/--no-periodic",
    default=True,
    show_default=True,
    help="Whether this process also begins the jobs that come round by the clock.",
)
@with_appcontext
def work(workers: int, *, periodic: bool) -> None:
    """Work on the queue that all processes share in Redis, until told to stop."""
    jobs: Jobs = current_app.extensions[JOBS]
    if jobs.is_local:
        sentence = "Without REDIS_URL the web process works on its own queue: nothing to do here."
        raise click.ClickException(sentence)
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - Flask's way to the app itself
    work_until_told(app, workers=workers, is_periodic=periodic)
