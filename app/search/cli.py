"""Commands of the room."""

import click
from flask.cli import with_appcontext

from app.search.rebuilding import rebuild_all


@click.group("search")
def commands() -> None:
    """Look after the search index."""


@commands.command()
@with_appcontext
def rebuild() -> None:
    """Index everything again; people go on finding meanwhile."""
    for kind, count in rebuild_all():
        click.echo(f"{kind}: {count}")
