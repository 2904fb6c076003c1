"""How many said of a post that it helped."""

import sqlalchemy as sa

from app.forum.models import Helpful


def helped_count(post_id: sa.SQLColumnExpression[int]) -> sa.ColumnElement[int]:
    """Return how many did, as a sub-select on the id of a post."""
    count = sa.select(sa.func.count()).select_from(Helpful).where(Helpful.post_id == post_id)
    return count.scalar_subquery()
