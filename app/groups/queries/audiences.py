"""Groups as audiences: who may read what is said in a group."""

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa

from app.core.audiences import PUBLIC, Audience, AudienceKind, written
from app.groups.models import Group
from app.groups.queries.badges import (
    group_badges,
    private_group_ids,
    readable_asked,
    reading_params,
)
from app.groups.queries.members import readers_among

GROUP_AUDIENCE = "group"


def audience_of(group_id: int | None) -> Audience:
    """Return the audience of what is said in a group; of what is said in none, everybody."""
    return PUBLIC if group_id is None else Audience(GROUP_AUDIENCE, group_id)


def _read(*, is_guest: bool) -> sa.Select[Any]:
    """Return the groups whose content is read, as audiences."""
    return readable_asked(is_guest=is_guest).with_only_columns(written(GROUP_AUDIENCE, Group.id))


def _names(ids: Collection[int]) -> Mapping[int, str]:
    return {one: badge.name for one, badge in group_badges(ids).items()}


AUDIENCE_KIND = AudienceKind(
    kind=GROUP_AUDIENCE,
    read_by_guests=_read(is_guest=True),
    read_by_members=_read(is_guest=False),
    reading_params=reading_params,
    private_ids=private_group_ids,
    readers_among=readers_among,
    names=_names,
)
"""What other rooms may ask of groups as audiences."""
