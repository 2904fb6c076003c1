"""The commands of the room: `flask import-qa`, `import-articles` and `import-wordpress`."""

import re
from collections.abc import Callable, Iterator
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
from app.imports.dump.elements import Progress, UnfitDump
from app.imports.limits import ADDRESS_LENGTH, SOURCE_LENGTH
from app.imports.services import import_dump, import_export, import_folder
from app.imports.shapes import Dump, Report
from app.imports.texts.report import report_text

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]*)?")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_STOPPED = 130
"""Source: what shells return for a program that Ctrl-C ended, 128 + SIGINT."""
_NAMED_ON_SCREEN = 8
"""For one reason; the report in the file names all."""

_path = click.Path(path_type=Path)
_source = click.option("--source", help="A lasting name for the dump; otherwise that of DIR.")
_site = click.option("--site", help="Address of the site it was made of: https://….")


@click.command("import-qa")
@click.argument("folder", metavar="DIR", type=_path)
@click.option("--group", "slug", required=True, help="Address of the group, as in /groupes/SLUG.")
@_source
@_site
@with_appcontext
def import_qa(folder: Path, slug: str, source: str | None, site: str | None) -> None:
    """Import a Stack Exchange dump (the folder with its Posts.xml) into a group."""

    def run() -> None:
        group = _group(slug)
        dump = _dump(folder, source, site)._replace(group_id=group.id)
        place = _place()
        _show(import_dump(dump, scratch=place, stage=_stage), group=group.name)

    options = {"--group": slug, "--source": source, "--site": site}
    _run(run, f"import-qa {folder}", options)


@click.command("import-articles")
@click.argument("folder", metavar="DIR", type=_path)
@_source
@_site
@with_appcontext
def import_articles(folder: Path, source: str | None, site: str | None) -> None:
    """Import a folder of Markdown (Hugo, Jekyll, or plain) into the blog."""
    options = {"--source": source, "--site": site}
    _run(
        lambda: _show(import_folder(_dump(folder, source, site), scratch=_place(), stage=_stage)),
        f"import-articles {folder}",
        options,
    )


@click.command("import-wordpress")
@click.argument("file", metavar="FILE", type=_path)
@_source
@with_appcontext
def import_wordpress(file: Path, source: str | None) -> None:
    """Import an export of WordPress (WXR), and the pictures beside it, into the blog."""
    _run(
        lambda: _show(import_export(_dump(file, source, None), scratch=_place(), stage=_stage)),
        f"import-wordpress {file}",
        {"--source": source},
    )


def _run(run: Callable[[], None], words: str, options: dict[str, str | None]) -> None:
    """Import, and tell in a sentence what went wrong, or how to go on."""
    with in_language(DEFAULT_LANGUAGE):
        try:
            run()
        except UnfitDump as refusal:
            _refuse(refusal.sentence, _("Nothing has been brought by this run."))
        except OSError as error:
            _refuse(_("A file cannot be read or written: {reason}.", reason=error))
        except (KeyboardInterrupt, click.Abort):
            typed = "".join(f" {name} {value}" for name, value in options.items() if value)
            click.echo()
            click.echo(_("Stopped. What has been brought stays; to go on, type the same again:"))
            click.echo(f"  flask {words}{typed}")
            raise click.exceptions.Exit(_STOPPED) from None


def _refuse(*sentences: str) -> NoReturn:
    """Say what went wrong, and end."""
    for sentence in sentences:
        click.echo(sentence, err=True)
    raise click.exceptions.Exit(1)


def _dump(path: Path, source: str | None, site: str | None) -> Dump:
    """Return what is imported, under a lasting name.

    Raises:
        UnfitDump: the address is none.
    """
    name = path.resolve().name
    return Dump(
        path=path,
        source=slug_of(source or name.removesuffix(".xml"), limit=SOURCE_LENGTH) or "-",
        address=_address(site) if site else _address_from(name),
        is_named=source is not None,
    )


def _place() -> Path:
    """Return where imports keep what they need, and their reports."""
    settings = current_app.config["SETTINGS"]
    return Path(settings.data_dir, "imports")


def _show(report: Report, *, group: str = "") -> None:
    """Show a report, and keep it with all its names."""
    path = _place() / f"{report.dump.source}.txt"
    path.write_text(f"{report_text(report, group=group)}\n", "utf-8")
    click.echo(f"\n{report_text(report, group=group, most=_NAMED_ON_SCREEN)}\n")
    click.echo(_("This report is kept in {path}.", path=path))
    if current_app.config["SETTINGS"].redis_url is None:
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


@contextmanager
def _stage(label: str, length: int) -> Iterator[Progress]:
    """Show a progress bar."""
    with click.progressbar(
        length=length, label=label.ljust(34), update_min_steps=max(length // 200, 1)
    ) as bar:
        yield bar.update
