"""The card of the threads."""

from app.accounts.events import AccountClosed
from app.core.events import after, during
from app.core.jobs import Job
from app.core.rooms import Room
from app.likes.events import SubjectLiked, SubjectUnliked
from app.threads import broadcasts, listeners, search
from app.threads.cli import threads
from app.threads.events import (
    ActRecorded,
    PostEdited,
    PostLiked,
    PostRemoved,
    PostRendered,
    PostRestored,
    ReplyPosted,
    ThreadLiked,
    ThreadModerated,
    ThreadOpened,
    ThreadOpenedUp,
    ThreadSettled,
)
from app.threads.notifications import ACT_KINDS
from app.threads.queries.drafts import draft_tally
from app.threads.services.content import RERENDER
from app.threads.services.drafts import hold_pictures
from app.threads.services.stale_html import rerender_posts
from app.threads.views import pages
from app.threads.views.blueprint import init_bases

_ALL = (
    ThreadOpened,
    ReplyPosted,
    PostEdited,
    PostRemoved,
    PostRendered,
    PostRestored,
    ThreadModerated,
    ThreadSettled,
)

_WRITTEN = (ThreadOpened, ReplyPosted, PostEdited)

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
        during(ThreadOpened, listeners.tell_of_thread),
        during(ReplyPosted, listeners.tell_of_reply),
        during(ReplyPosted, listeners.drop_draft_of_reply),
        during(PostEdited, listeners.tell_of_names),
        during(ThreadOpenedUp, listeners.tell_writers),
        during(ActRecorded, listeners.tell_of_act),
        during(ThreadModerated, listeners.move_notices),
        during(AccountClosed, listeners.drop_drafts),
        *(during(kind, listeners.attach_pictures) for kind in _WRITTEN),
        during(ThreadOpened, search.index_opened),
        during(ReplyPosted, search.index_reply),
        during(PostEdited, search.index_edited),
        during(PostRemoved, search.forget_said),
        during(ThreadSettled, search.index_settled),
        during(ThreadModerated, search.index_moved),
        during(SubjectLiked, listeners.touch_liked),
        during(SubjectUnliked, listeners.touch_liked),
        during(PostLiked, listeners.forget_thread),
        during(ThreadLiked, listeners.forget_thread),
        during(PostRemoved, listeners.check_watchers),
        during(ThreadModerated, listeners.check_watchers),
        during(PostRemoved, listeners.forget_fragments),
        during(ThreadModerated, listeners.forget_fragments),
        *(during(kind, listeners.forget_pages) for kind in _ALL),
        after(PostLiked, broadcasts.show_like),
        after(ReplyPosted, broadcasts.show_reply),
        after(PostEdited, broadcasts.show_edit),
        after(PostRendered, broadcasts.show_rendered),
        after(PostRemoved, broadcasts.show_removal),
        after(PostRestored, broadcasts.show_removal),
        after(ThreadModerated, broadcasts.show_state),
        after(ThreadLiked, broadcasts.show_state),
    ),
)
