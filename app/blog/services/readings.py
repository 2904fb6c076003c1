"""How often articles are read: a number for each day, and nothing of who read."""

from app.blog.limits import ONE_READING
from app.blog.models import ReadingDay
from app.core import clock
from app.core.db import inserting
from app.core.errors import TooOften
from app.core.limits import check_rate
from app.core.transaction import atomic
from app.core.viewer import Viewer


def note_reading(article_id: int, viewer: Viewer, *, mark: str) -> None:
    """Count that an article was read, once a day for each reader.

    Args:
        article_id: of one that everybody reads, as the caller has checked.
        viewer: who read it.
        mark: what tells one visitor from another for a day, in memory; kept nowhere.
    """
    try:
        check_rate(ONE_READING, "blog.read", article_id, viewer.account_id or mark)
    except TooOften:
        return
    adding = inserting(ReadingDay).values(article_id=article_id, day=clock.now().date(), count=1)
    with atomic() as session:
        session.execute(
            adding.on_conflict_do_update(
                index_elements=["article_id", "day"], set_={"count": ReadingDay.count + 1}
            )
        )
