"""The card of the forum."""

from app.accounts.events import AccountClosed
from app.core.events import after, during
from app.core.jobs import Job
from app.core.rooms import Room
from app.core.subjects import SubjectKind
from app.core.topics import TopicKind
from app.forum import broadcasts, listeners, search
from app.forum.cli import forum
from app.forum.events import (
    ActRecorded,
    HelpfulChanged,
    PostEdited,
    PostLiked,
    PostRemoved,
    PostRendered,
    ReplyPosted,
    SolutionChanged,
    SolutionChecked,
    ThreadModerated,
    ThreadOpened,
    ThreadOpenedUp,
    ThreadSettled,
)
from app.forum.notifications import THREAD_PROVIDER, notice_kinds
from app.forum.queries.access import (
    POST,
    THREAD,
    find_visible_posts,
    find_visible_threads,
    watch_thread,
)
from app.forum.queries.acts import ACT, find_visible_acts
from app.forum.queries.drafts import draft_tally
from app.forum.queries.lists import news_counts
from app.forum.queries.new_threads import LIST, readers_among, watch_list, watchers_among
from app.forum.services.content import RERENDER
from app.forum.services.drafts import hold_pictures
from app.forum.services.due_checks import ASK, ask_for_checks
from app.forum.services.help_offers import offer_waiting
from app.forum.services.stale_html import rerender_posts
from app.forum.views import pages
from app.groups.providers import NewsCounter
from app.letters.push.shapes import PromptAfter
from app.likes.events import SubjectLiked, SubjectUnliked
from app.search.services import Source

_ALL = (
    ThreadOpened,
    ReplyPosted,
    PostEdited,
    PostRemoved,
    PostRendered,
    SolutionChanged,
    SolutionChecked,
    HelpfulChanged,
    ThreadModerated,
    ThreadSettled,
)

_WRITTEN = (ThreadOpened, ReplyPosted, PostEdited)

room = Room(
    name="forum",
    pages=(pages,),
    commands=(forum,),
    jobs=(
        Job(name="forum.hold_pictures", run=hold_pictures, every_minutes=24 * 60),
        Job(name=ASK, run=ask_for_checks, every_minutes=10, is_due_at_start=True),
        Job(name="forum.offer_waiting", run=offer_waiting, every_minutes=30, is_due_at_start=True),
        Job(name=RERENDER, run=rerender_posts, every_minutes=10, is_due_at_start=True),
    ),
    provides=(
        SubjectKind(kind=THREAD, find_visible=find_visible_threads, is_likeable=True),
        SubjectKind(kind=POST, find_visible=find_visible_posts, is_likeable=True),
        SubjectKind(kind=ACT, find_visible=find_visible_acts),
        TopicKind(
            kind=THREAD, access=watch_thread, shows_presence=True, find_admitted=watchers_among
        ),
        TopicKind(kind=LIST, access=watch_list, find_admitted=readers_among),
        *notice_kinds(),
        THREAD_PROVIDER,
        NewsCounter(count=news_counts),
        PromptAfter(kind="forum.answered"),
        Source(kind=THREAD, entries=search.threads),
        Source(kind=POST, entries=search.posts),
    ),
    member_counters=(draft_tally(),),
    listens=(
        during(ThreadOpened, listeners.tell_of_thread),
        during(ReplyPosted, listeners.tell_of_reply),
        during(ReplyPosted, listeners.drop_draft_of_reply),
        during(PostEdited, listeners.tell_of_names),
        during(ReplyPosted, listeners.end_offer),
        during(SolutionChanged, listeners.tell_of_solution),
        during(SolutionChanged, listeners.end_checks),
        during(SolutionChecked, listeners.tell_of_check),
        during(ThreadOpenedUp, listeners.tell_writers),
        during(ActRecorded, listeners.tell_of_act),
        during(ThreadModerated, listeners.move_notices),
        during(AccountClosed, listeners.drop_drafts),
        *(during(kind, listeners.attach_pictures) for kind in _WRITTEN),
        during(ThreadOpened, search.index_post),
        during(ReplyPosted, search.index_post),
        during(PostEdited, search.index_post),
        during(SolutionChanged, search.index_solution),
        during(ThreadSettled, search.index_settled),
        during(SolutionChecked, search.index_settled),
        during(ThreadModerated, search.index_moved),
        during(HelpfulChanged, search.rate),
        during(SubjectLiked, listeners.touch_liked),
        during(SubjectUnliked, listeners.touch_liked),
        during(PostLiked, listeners.forget_thread),
        after(PostLiked, broadcasts.show_like),
        after(ThreadOpened, broadcasts.show_opened),
        after(PostRemoved, broadcasts.show_gone),
        after(ThreadModerated, broadcasts.show_gone),
        after(ThreadModerated, broadcasts.show_moved),
        after(ReplyPosted, broadcasts.show_helped),
        after(ThreadModerated, broadcasts.show_helped),
        after(ReplyPosted, broadcasts.show_reply),
        after(PostEdited, broadcasts.show_edit),
        after(PostRendered, broadcasts.show_rendered),
        after(PostRemoved, broadcasts.show_removal),
        after(HelpfulChanged, broadcasts.show_helpful),
        after(SolutionChanged, broadcasts.show_solution),
        after(ThreadModerated, broadcasts.show_head),
        after(SolutionChecked, broadcasts.show_head),
        during(PostRemoved, listeners.check_watchers),
        during(ThreadModerated, listeners.check_watchers),
        during(PostRemoved, listeners.forget_tags),
        during(ThreadModerated, listeners.forget_tags),
        *(during(kind, listeners.forget_pages) for kind in _ALL),
    ),
)
