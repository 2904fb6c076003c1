"""Commands of the room."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.search.index.word_counts import learn, recount
from app.search.jobs import rebuild_all
from app.search.language.synonyms import OWN_FILE, check


@click.group("search")
def commands() -> None:
    """Look after the search index."""


@commands.command()
@with_appcontext
def rebuild() -> None:
    """Index everything again; people go on finding meanwhile."""
    for kind, count in rebuild_all():
        click.echo(f"{kind}: {count}")


@commands.command("learn")
@click.option("--all", "is_all", is_flag=True, help="Count the words of all entries again.")
@with_appcontext
def learn_words(*, is_all: bool) -> None:
    """Count the words of new entries now; a job does it within the minute."""
    if is_all:
        recount()
    else:
        learn()


@commands.command()
@with_appcontext
def words() -> None:
    """Check the words that this site adds to those that mean the same."""
    path = Path(current_app.config["SETTINGS"].data_dir) / OWN_FILE
    if not path.exists():
        click.echo(f"This site has no words of its own yet: {path}")
        return
    bad = check(path.read_text(encoding="utf-8", errors="replace"))
    for number in bad:
        click.echo(f"{path}:{number}: joins nothing to anything: write “one = other”.", err=True)
    if bad:
        sys.exit(1)
    click.echo(f"{path} is read at the next search.")
