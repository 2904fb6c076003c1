"""The card of the home room."""

from app.core.jobs import Job
from app.core.rooms import Room
from app.home import jobs
from app.home.views import pages

room = Room(
    name="home",
    pages=pages,
    jobs=(
        Job(name="home.weekly", run=jobs.write),
        Job(name="home.weekly_sweep", run=jobs.sweep, every_minutes=1, is_due_at_start=True),
    ),
)
