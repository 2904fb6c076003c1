"""The command of the room: `flask import-qa`."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click
from flask import current_app
from flask.cli import with_appcontext

from app.accounts import queries as accounts
from app.core.errors import NotFound
from app.core.i18n import DEFAULT_LANGUAGE, _, in_language
from app.core.slugs import slug_of
from app.core.viewer import Right
from app.groups import queries as groups
from app.groups.shapes import GroupBadge
from app.imports.dump.rows import Progress, UnfitDump
from app.imports.limits import ADDRESS_LENGTH, SOURCE_LENGTH
from app.imports.services import import_dump
from app.imports.shapes import Dump
from app.imports.texts.report import report_text

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]*)?")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_STOPPED = 130
"""Source: what shells return for a program that Ctrl-C ended, 128 + SIGINT."""


@click.command("import-qa")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--group", "slug", required=True, help="Address of the group, as in /groupes/SLUG.")
@click.option("--source", help="A lasting name for the dump; otherwise that of the folder.")
@click.option("--site", help="Address of the site it was made of: https://….")
@with_appcontext
def import_qa(folder: Path, slug: str, source: str | None, site: str | None) -> None:
    """Import a Stack Exchange dump (the folder with its Posts.xml) into a group."""
    with in_language(DEFAULT_LANGUAGE):
        try:
            _import(folder, slug, source, site)
        except UnfitDump as refusal:
            _refuse(refusal.sentence, _("Nothing has been brought by this run."))
        except OSError as error:
            _refuse(_("A file cannot be read or written: {reason}.", reason=error))
        except (KeyboardInterrupt, click.Abort):
            click.echo()
            click.echo(_("Stopped. What has been brought stays; to go on, type the same again:"))
            click.echo(f"  {_command(folder, slug, source, site)}")
            raise click.exceptions.Exit(_STOPPED) from None


def _refuse(*sentences: str) -> NoReturn:
    """Say what went wrong, and end."""
    for sentence in sentences:
        click.echo(sentence, err=True)
    raise click.exceptions.Exit(1)


def _import(folder: Path, slug: str, source: str | None, site: str | None) -> None:
    """Import, and tell how it went.

    Raises:
        UnfitDump: something is wrong with the folder, the group or an option.
    """
    name = folder.resolve().name
    group = _group(slug)
    dump = Dump(
        folder=folder,
        source=slug_of(source or name, limit=SOURCE_LENGTH) or "-",
        group_id=group.id,
        address=_address(site) if site else _address_from(name),
        is_named=source is not None,
    )
    settings = current_app.config["SETTINGS"]
    place = settings.data_dir / "imports"
    report = import_dump(dump, scratch=place, stage=_stage)
    text = report_text(report, group=group.name)
    path = place / f"{report.dump.source}.txt"
    path.write_text(f"{text}\n", "utf-8")
    click.echo(f"\n{text}\n")
    click.echo(_("This report is kept in {path}.", path=path))
    if settings.redis_url is None:
        click.echo(_("If the site is running, restart it: its visitors then see what has come."))


def _group(slug: str) -> GroupBadge:
    """Return the group at an address, hidden ones included.

    Raises:
        UnfitDump: there is none.
    """
    try:
        return groups.group_access_by_slug(accounts.operator(Right.GROUPS_MANAGE), slug).group
    except NotFound as error:
        raise UnfitDump(
            _("There is no group “{slug}”: give the end of its address /groupes/….", slug=slug)
        ) from error


def _address(site: str) -> str:
    """Return the address of a site without a trailing slash.

    Raises:
        UnfitDump: it is no address.
    """
    address = site.strip().rstrip("/")
    if not _ADDRESS.fullmatch(address) or len(address) > ADDRESS_LENGTH:
        raise UnfitDump(
            _(
                "--site needs an address such as https://french.stackexchange.com, not “{site}”.",
                site=site,
            )
        )
    return address


def _address_from(name: str) -> str:
    """Return the address that the name of a folder tells: dumps are unpacked under their domain."""
    return f"https://{name}" if _DOMAIN.fullmatch(name) and len(name) < ADDRESS_LENGTH else ""


def _command(folder: Path, slug: str, source: str | None, site: str | None) -> str:
    """Return what was typed."""
    words = ["flask import-qa", str(folder), "--group", slug]
    words += ["--source", source] if source else []
    words += ["--site", site] if site else []
    return " ".join(words)


@contextmanager
def _stage(label: str, length: int) -> Iterator[Progress]:
    """Show a progress bar."""
    with click.progressbar(
        length=length, label=label.ljust(34), update_min_steps=max(length // 200, 1)
    ) as bar:
        yield bar.update
