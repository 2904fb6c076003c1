"""Commands that look after threads."""

import click
from flask.cli import AppGroup

from app.threads.services.counters import recount as recount_threads

threads = AppGroup("threads", help="Look after threads.")


@threads.command("recount")
def recount() -> None:
    """Make the counters of threads and posts anew from what they count."""
    click.echo(f"{recount_threads()} threads had a wrong count.")
