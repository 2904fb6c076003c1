"""The card of the likes room."""

from app.core.events import SubjectRemoved, after, during
from app.core.rooms import Room
from app.likes import listeners, views
from app.likes.events import SubjectLiked, SubjectUnliked
from app.likes.notifications import LIKED

room = Room(
    name="likes",
    pages=(views.pages,),
    listens=(
        during(SubjectLiked, listeners.tell_author),
        during(SubjectUnliked, listeners.take_back),
        during(SubjectRemoved, listeners.forget),
        after(SubjectLiked, listeners.show_count),
        after(SubjectUnliked, listeners.show_count),
    ),
    provides=(LIKED,),
)
