"""The card of the home room."""

from app.core.jobs import Job
from app.core.rooms import Room
from app.home import weekly
from app.home.views import pages

room = Room(
    name="home",
    pages=pages,
    jobs=(
        Job(name="home.weekly", run=weekly.write),
        Job(name="home.weekly_sweep", run=weekly.sweep, every_minutes=1, is_due_at_start=True),
    ),
)
