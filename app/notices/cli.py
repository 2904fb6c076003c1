"""Commands for notices."""

import csv
import sys
from collections.abc import Iterator
from itertools import product

import click
from flask.cli import AppGroup

from app.notices import services
from app.notices.enums import Level, ThreadState
from app.notices.kinds.catalogue import kinds
from app.notices.rules.precedence import WORDS, decide
from app.notices.shapes import Facts

notices = AppGroup("notices", help="Look after notices.")
_YES_NO = {True: "yes", False: "no"}


@notices.command("recount")
def recount() -> None:
    """Count what is unread anew, for everybody."""
    click.echo(f"Boxes whose count was wrong: {services.recount_all()}")


@notices.command("retry")
def retry() -> None:
    """Have told what was given up after too many attempts; the next sweep begins."""
    click.echo(f"Taken up again: {services.retry_all()}")


@notices.command("rules")
def rules() -> None:
    """Print what the rules decide in every case there is, as CSV."""
    rows = list(_cases())
    table = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]))
    table.writeheader()
    table.writerows(rows)


def _cases() -> Iterator[dict[str, object]]:
    """Return every case, with the rule that decides it."""
    either = (True, False)
    for kind, sees, blocked, state, off, level, friend in product(
        kinds().values(), either, either, ThreadState, either, Level, either
    ):
        facts = Facts(
            nature=kind.nature,
            may_see=sees,
            is_blocked=blocked,
            thread_state=state,
            is_switched_off=off,
            level=level,
            is_friend=friend,
        )
        decision = decide(facts)
        yield {
            "kind": kind.kind,
            "nature": kind.nature.value,
            "sees it": _YES_NO[sees],
            "blocked": _YES_NO[blocked],
            "thread": state.value,
            "switched off": _YES_NO[off],
            "level": level.value,
            "friend": _YES_NO[friend],
            "rule": WORDS[decision.rule].number,
            "name": decision.rule.value,
            "delivered": _YES_NO[decision.is_delivered],
        }
