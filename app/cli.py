"""Commands that belong to no room."""

from collections.abc import Sequence

import click

commands: Sequence[click.Command] = ()
