"""The card of the forum."""

from app.accounts.events import AccountClosed
from app.core.events import after, during
from app.core.jobs import Job
from app.core.rooms import Room
from app.core.subjects import SubjectKind
from app.core.topics import TopicKind
from app.forum import indexing, listeners, showing
from app.forum.cli import forum
from app.forum.events import (
    HelpfulChanged,
    PostEdited,
    PostRemoved,
    ReplyPosted,
    SolutionChanged,
    ThreadModerated,
    ThreadOpened,
    ThreadSettled,
)
from app.forum.queries.access import (
    POST,
    THREAD,
    find_visible_posts,
    find_visible_threads,
    watch_thread,
)
from app.forum.queries.fresh import LIST, readers_among, watch_list, watchers_among
from app.forum.queries.lists import news_counts
from app.forum.services.drafts import hold_pictures
from app.forum.tellings import KEEPER, notice_kinds
from app.forum.views import pages
from app.groups.services import counts_news
from app.letters import services as letters
from app.likes.events import SubjectLiked, SubjectUnliked
from app.notices.services import knows_threads, tells
from app.search.services import Source, offers

_ALL = (
    ThreadOpened,
    ReplyPosted,
    PostEdited,
    PostRemoved,
    SolutionChanged,
    HelpfulChanged,
    ThreadModerated,
    ThreadSettled,
)

_HEADED = (PostEdited, SolutionChanged, ThreadModerated)
_WRITTEN = (ThreadOpened, ReplyPosted, PostEdited)

room = Room(
    name="forum",
    pages=pages,
    commands=(forum,),
    jobs=(Job(name="forum.hold_pictures", run=hold_pictures, every_minutes=24 * 60),),
    subjects=(
        SubjectKind(kind=THREAD, find_visible=find_visible_threads, is_likeable=True),
        SubjectKind(kind=POST, find_visible=find_visible_posts, is_likeable=True),
    ),
    prepares=(
        tells(*notice_kinds()),
        knows_threads(KEEPER),
        counts_news(news_counts),
        letters.asks_after("forum.answered"),
        offers(
            Source(subject_kind=THREAD, entries=indexing.threads),
            Source(subject_kind=POST, entries=indexing.posts),
        ),
    ),
    topics=(
        TopicKind(
            kind=THREAD, access=watch_thread, is_gathering=True, find_admitted=watchers_among
        ),
        TopicKind(kind=LIST, access=watch_list, find_admitted=readers_among),
    ),
    listens=(
        during(ThreadOpened, listeners.tell_of_thread),
        during(ReplyPosted, listeners.tell_of_reply),
        during(ReplyPosted, listeners.drop_draft_of_reply),
        during(SolutionChanged, listeners.tell_of_solution),
        during(ThreadModerated, listeners.tell_of_moderation),
        during(AccountClosed, listeners.drop_drafts),
        *(during(kind, listeners.attach_pictures) for kind in _WRITTEN),
        during(ThreadOpened, indexing.index_post),
        during(ReplyPosted, indexing.index_post),
        during(PostEdited, indexing.index_post),
        during(SolutionChanged, indexing.index_solution),
        during(ThreadSettled, indexing.index_settled),
        during(ThreadModerated, indexing.index_moved),
        during(HelpfulChanged, indexing.rate),
        during(SubjectLiked, listeners.touch_liked),
        during(SubjectUnliked, listeners.touch_liked),
        after(SubjectLiked, listeners.show_like),
        after(SubjectUnliked, listeners.show_like),
        after(ThreadOpened, showing.show_opened),
        after(PostRemoved, showing.show_gone),
        after(ThreadModerated, showing.show_gone),
        after(ReplyPosted, showing.show_reply),
        after(PostEdited, showing.show_edit),
        after(PostRemoved, showing.show_edit),
        after(HelpfulChanged, showing.show_edit),
        after(SolutionChanged, showing.show_solution),
        *(after(kind, showing.show_head) for kind in _HEADED),
        after(PostRemoved, listeners.check_watchers),
        after(ThreadModerated, listeners.check_watchers),
        after(PostRemoved, listeners.forget_tags),
        after(ThreadModerated, listeners.forget_tags),
        *(after(kind, listeners.forget_pages) for kind in _ALL),
    ),
)
