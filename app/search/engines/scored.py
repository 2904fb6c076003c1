"""What an engine says of an entry that matches."""

from typing import Any

import sqlalchemy as sa

from app.search.models import SearchEntry

SCORED = (
    SearchEntry.id,
    SearchEntry.group_id,
    SearchEntry.is_solved,
    SearchEntry.usefulness,
    SearchEntry.created_at,
)
"""Columns of candidates; the last one, after these, is their `rank`."""

Candidates = sa.Select[*tuple[Any, ...]]
