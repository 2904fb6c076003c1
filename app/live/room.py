"""The card of the live room."""

from app.core.jobs import Job
from app.core.rooms import Room
from app.live.nodes import invalidations
from app.live.nodes.setup import end_live, init_live, start_live

room = Room(
    name="live",
    jobs=(Job(name="live.purge", run=invalidations.purge, every_minutes=60),),
    prepares=(init_live,),
    starts=(start_live,),
    ends=(end_live,),
)
