"""Which of the questions that wait somebody wants to help with: theirs, rather than all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.accounts import queries as accounts
from app.core.viewer import Viewer
from app.forum.queries.lists import CHECKS
from app.forum.tags.spelling import keys_in
from app.web.paging import CURSOR, here_with

ALL, TAGS, NEAR, BOTH = "", "sujets", "departement", "sujets-et-departement"
QUEUE = "sans-reponse"
WAYS = (ALL, TAGS, NEAR, BOTH, CHECKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedHelp:
    """How the queue of questions is narrowed for one member."""

    name: str = ALL
    """As in the address."""
    narrowing: Mapping[str, Any] = field(default_factory=dict)
    """Fields of `ListFilter`."""
    lacks: str = ""
    """What their profile does not say, though it is asked for: "sujets" or "departement"."""
    is_offered: bool = False
    """The list is the queue, and who looks is a member."""


def wanted_help(viewer: Viewer, tab: str, name: str) -> WantedHelp:
    """Return what of the queue a member wants to see; everything, for anything not known."""
    if viewer.is_guest or tab != QUEUE:
        return WantedHelp()
    if name == CHECKS:
        return WantedHelp(name=name, narrowing={"tab": CHECKS}, is_offered=True)
    if name not in {TAGS, NEAR, BOTH}:
        return WantedHelp(is_offered=True)
    told = accounts.own_settings(viewer).profile.told
    narrowing: dict[str, Any] = {}
    lacks = ""
    if name != NEAR:
        narrowing["can_help"] = keys_in(told["can_help"])
        lacks = "" if narrowing["can_help"] else TAGS
    if name != TAGS:
        narrowing["is_near"] = True
        lacks = lacks or ("" if told["department"] else NEAR)
    return WantedHelp(name=name, narrowing=narrowing, lacks=lacks, is_offered=True)


def help_links(wanted: WantedHelp) -> tuple[tuple[str, str, bool], ...]:
    """Return each way to narrow the queue, with its address and whether it is this one."""
    if not wanted.is_offered:
        return ()
    return tuple(
        (name, here_with(pour=name or None, **{CURSOR: None}), name == wanted.name) for name in WAYS
    )
