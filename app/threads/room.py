"""The card of the threads."""

from app.accounts.events import AccountClosed
from app.core.events import after, during
from app.core.jobs import Job
from app.core.rooms import Room
from app.likes.events import SubjectLiked, SubjectUnliked
from app.threads import broadcasts, events, listeners, search
from app.threads.cli import threads
from app.threads.notifications import ACT_KINDS
from app.threads.queries.drafts import draft_tally
from app.threads.services.content import RERENDER
from app.threads.services.drafts import hold_pictures
from app.threads.services.stale_html import rerender_posts
from app.threads.views import pages
from app.threads.views.blueprint import init_bases

_ALL = (
    events.ThreadOpened,
    events.ReplyPosted,
    events.PostEdited,
    events.PostRemoved,
    events.PostRendered,
    events.PostRestored,
    events.ThreadModerated,
    events.ThreadSettled,
)

_WRITTEN = (events.ThreadOpened, events.ReplyPosted, events.PostEdited)

room = Room(
    name="threads",
    prepares=(init_bases,),
    pages=(pages,),
    commands=(threads,),
    jobs=(
        Job(name="threads.hold_pictures", run=hold_pictures, every_minutes=24 * 60),
        Job(name=RERENDER, run=rerender_posts, every_minutes=10, is_due_at_start=True),
    ),
    provides=ACT_KINDS,
    member_counters=(draft_tally(),),
    listens=(
        during(events.ThreadOpened, listeners.tell_of_thread, search.index_opened),
        during(
            events.ReplyPosted,
            listeners.tell_of_reply,
            listeners.drop_draft_of_reply,
            search.index_reply,
        ),
        during(events.PostEdited, listeners.tell_of_names, search.index_edited),
        during(events.ThreadOpenedUp, listeners.tell_writers),
        during(events.ActRecorded, listeners.tell_of_act),
        during(
            events.ThreadModerated,
            listeners.move_notices,
            search.index_moved,
            listeners.check_watchers,
            listeners.forget_fragments,
        ),
        during(AccountClosed, listeners.drop_drafts),
        *(during(kind, listeners.attach_pictures) for kind in _WRITTEN),
        during(
            events.PostRemoved,
            search.forget_said,
            listeners.check_watchers,
            listeners.forget_fragments,
        ),
        during(events.ThreadSettled, search.index_settled),
        during(SubjectLiked, listeners.touch_liked),
        during(SubjectUnliked, listeners.touch_liked),
        during(events.PostLiked, listeners.forget_thread),
        during(events.ThreadLiked, listeners.forget_thread),
        *(during(kind, listeners.forget_pages) for kind in _ALL),
        after(events.PostLiked, broadcasts.show_like),
        after(events.ReplyPosted, broadcasts.show_reply),
        after(events.PostEdited, broadcasts.show_edit),
        after(events.PostRendered, broadcasts.show_rendered),
        after(events.PostRemoved, broadcasts.show_removal),
        after(events.PostRestored, broadcasts.show_removal),
        after(events.ThreadModerated, broadcasts.show_state),
        after(events.ThreadLiked, broadcasts.show_state),
    ),
)
