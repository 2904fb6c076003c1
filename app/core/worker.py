"""The command of a process that works on the shared queue: `flask work`."""

import click
from flask.cli import ScriptInfo, pass_script_info

from app.core.jobs import JOBS, Jobs, work_until_told


@click.command("work")
@click.option("--workers", default=4, show_default=True, help="Jobs done at the same time.")
@click.option(
    "--periodic/--no-periodic",
    default=True,
    show_default=True,
    help="Whether this process also begins the jobs that come round by the clock.",
)
@pass_script_info
def work(info: ScriptInfo, workers: int, *, periodic: bool) -> None:
    """Work on the queue that all processes share in Redis, until told to stop."""
    app = info.load_app()
    jobs: Jobs = app.extensions[JOBS]
    if jobs.is_local:
        sentence = "Without REDIS_URL the web process works on its own queue: nothing to do here."
        raise click.ClickException(sentence)
    work_until_told(app, workers=workers, is_periodic=periodic)
