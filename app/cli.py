"""Commands that belong to no room."""

import secrets
from collections.abc import Sequence

import click
from alembic import command
from flask import current_app
from flask.cli import with_appcontext

from app.accounts import queries as accounts
from app.accounts import services as account_services
from app.accounts.shapes import NewMember
from app.core.i18n import DEFAULT_LANGUAGE, _, in_language
from app.core.schema import alembic_config
from app.core.viewer import Right
from app.core.worker import work
from app.demo.staging import is_staged, stage
from app.groups.services import found_first_group


@click.command("prepare")
@with_appcontext
def prepare() -> None:
    """Bring the database up to date; at first also make an administrator and a group."""
    settings = current_app.config["SETTINGS"]
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    migrate()
    with in_language(DEFAULT_LANGUAGE):
        admin_id = accounts.first_administrator() or _open_administrator(
            settings.admin_email, settings.admin_password
        )
        found_first_group(admin_id)
        if settings.is_demo and not is_staged():
            _stage(admin_id)


def migrate() -> None:
    """Bring the tables up to date."""
    command.upgrade(alembic_config(), "head")


def _open_administrator(email: str, given: str | None) -> int:
    """Open the account that looks after the site; a drawn password is printed, once."""
    password = given or secrets.token_urlsafe(12)
    (admin_id,) = account_services.open_members(
        [
            NewMember(
                display_name=_("Administration"),
                handle="administration",
                email=email,
                password=password,
                rights=tuple(Right),
            )
        ]
    )
    click.echo(f"Administrator: {email}")
    if given is None:
        click.echo(f"Password, shown this once: {password}")
    return admin_id


def _stage(admin_id: int) -> None:
    """Bring in the demonstration community, with a progress bar."""
    with click.progressbar(length=1, label="Demonstration community") as bar:

        def show(done: int, most: int) -> None:
            bar.length = most
            bar.update(done - bar.pos)

        stage(admin_id, show)


commands: Sequence[click.Command] = (prepare, work)
