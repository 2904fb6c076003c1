"""Commands for notices."""

import click
from flask.cli import AppGroup

from app.notices import services

notices = AppGroup("notices", help="Look after notices.")


@notices.command("recount")
def recount() -> None:
    """Count what is unread anew, for everybody."""
    click.echo(f"Boxes whose count was wrong: {services.recount_all()}")
