"""The card of the media room."""

from app.accounts.events import AccountClosed
from app.core.events import SubjectRemoved, during
from app.core.jobs import Job
from app.core.rooms import Room
from app.media import listeners, services, views
from app.media.files.storage import init_media

room = Room(
    name="media",
    pages=(views.pages,),
    listens=(
        during(SubjectRemoved, listeners.remove_with_subject),
        during(AccountClosed, listeners.remove_with_person),
    ),
    jobs=(
        Job(name="media.purge", run=services.purge, every_minutes=60),
        Job(name="media.sweep", run=services.sweep, every_minutes=720),
    ),
    prepares=(init_media,),
)
