"""The card of a room: what it brings to the house."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import click
import sqlalchemy as sa
from flask import Blueprint, Flask

from app.core.events import Listener
from app.core.jobs import Job
from app.core.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Everything a room touches; nothing happens until the factory mounts it."""

    name: str
    pages: tuple[Blueprint, ...] = ()
    listens: tuple[Listener, ...] = ()
    provides: tuple[object, ...] = ()
    """What rooms below ask for by its type: kinds of subjects and topics, figures, providers."""
    jobs: tuple[Job, ...] = ()
    commands: tuple[click.Command, ...] = ()
    prepares: tuple[Callable[[Flask], None], ...] = ()
    """Called once with the application, for libraries that want to be introduced to it."""
    headers: tuple[Callable[[Viewer], Mapping[str, Any]], ...] = ()
    """What stands around every page of a member, made of who it is: no query."""
    member_counters: "tuple[sa.Select[*tuple[Any, ...]], ...]" = ()
    """Numbers that stand around every page of a member, one row each: `account_id`, and columns by
    the name they have there; 0 where there is no row. They are read together with who looks."""
    takes_over: tuple[Callable[[], Any], ...] = ()
    """Called when the only process of a site begins, before its workers: by the lock it holds, what
    others had begun is not going to be ended by them."""
    starts: tuple[Callable[[Flask], None], ...] = ()
    """Called once in each process that answers pages, when it begins to."""
    ends: tuple[Callable[[Flask], None], ...] = ()
    """Called in each such process when it is told to leave."""
