"""Commands that belong to no room."""

from collections.abc import Sequence

import click

from app.core.working import work

commands: Sequence[click.Command] = (work,)
