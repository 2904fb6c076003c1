"""Commands that look after threads."""

import click
from flask.cli import AppGroup

from app.forum.services.counters import recount as recount_threads

forum = AppGroup("forum", help="Look after threads.")


@forum.command("recount")
def recount() -> None:
    """Make the counters of threads and posts anew from what they count."""
    click.echo(f"{recount_threads()} threads had a wrong count.")
