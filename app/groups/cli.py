"""Commands of the room."""

import click
from flask.cli import with_appcontext

from app.groups import services


@click.group("groups")
def commands() -> None:
    """Look after the groups."""


@commands.command()
@with_appcontext
def recount() -> None:
    """Count the members of every group again."""
    click.echo(f"{services.recount_members()} counts were wrong.")
