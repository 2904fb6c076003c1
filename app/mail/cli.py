"""Commands of the mail room."""

import sys

import click
import sqlalchemy as sa
from flask.cli import with_appcontext

from app.mail.delivery.bounces import MOST_BYTES, take_bounce
from app.mail.jobs import retry_failed

_TRY_LATER = 75
"""Tells a mail server to hand the message in again later. Source: sysexits.h, EX_TEMPFAIL."""


@click.group("mail")
def commands() -> None:
    """Look after letters."""


@commands.command()
@with_appcontext
def retry() -> None:
    """Send again what was given up because no server took it; the next sweep begins."""
    click.echo(f"Taken up again: {retry_failed()}")


@commands.command()
@with_appcontext
def bounce() -> None:
    """Read a returned letter from the standard input, as a mail server hands it in."""
    content = sys.stdin.buffer.read(MOST_BYTES)
    try:
        was_bounce = take_bounce(content)
    except sa.exc.DBAPIError:
        click.echo("The database does not answer.", err=True)
        sys.exit(_TRY_LATER)
    click.echo("Noted." if was_bounce else "Nothing to note.")
