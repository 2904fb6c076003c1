"""The card of the forum."""

from app.core.events import after, during
from app.core.jobs import Job
from app.core.rooms import Room
from app.core.topics import TopicKind
from app.forum import broadcasts, listeners, search
from app.forum.events import HelpfulChanged, SolutionChanged, SolutionChecked
from app.forum.integration import PROVIDED
from app.forum.notifications import ACT_KINDS, NOTICE_KINDS
from app.forum.queries.lists import news_counts
from app.forum.queries.new_threads import LIST, readers_among, watch_list
from app.forum.queries.usefulness import helped_count
from app.forum.services.due_checks import ASK, ask_for_checks
from app.forum.services.help_offers import offer_waiting
from app.forum.views import pages
from app.groups.providers import NewsCounter
from app.letters.push.shapes import PromptAfter
from app.threads.events import PostRemoved, ReplyPosted, ThreadModerated, ThreadOpened
from app.threads.kinds import UsefulnessSource

_ALL = (SolutionChanged, SolutionChecked, HelpfulChanged)

room = Room(
    name="forum",
    pages=(pages,),
    jobs=(
        Job(name=ASK, run=ask_for_checks, every_minutes=10, is_due_at_start=True),
        Job(name="forum.offer_waiting", run=offer_waiting, every_minutes=30, is_due_at_start=True),
    ),
    provides=(
        *PROVIDED,
        *NOTICE_KINDS,
        *ACT_KINDS,
        TopicKind(kind=LIST, access=watch_list, find_admitted=readers_among),
        NewsCounter(count=news_counts),
        PromptAfter(kind="forum.answered"),
        UsefulnessSource(counted=helped_count),
    ),
    listens=(
        during(ReplyPosted, listeners.end_offer),
        during(PostRemoved, listeners.lose_removed),
        during(ThreadModerated, listeners.end_duplicate),
        during(
            SolutionChanged, listeners.tell_of_solution, listeners.end_checks, search.index_solution
        ),
        during(SolutionChecked, listeners.tell_of_check, search.index_checked),
        during(HelpfulChanged, search.rate),
        *(during(kind, listeners.forget_pages) for kind in _ALL),
        after(ThreadOpened, broadcasts.show_opened),
        after(PostRemoved, broadcasts.show_gone),
        after(ThreadModerated, broadcasts.show_gone, broadcasts.show_moved, broadcasts.show_helped),
        after(ReplyPosted, broadcasts.show_helped),
        after(HelpfulChanged, broadcasts.show_helpful),
        after(SolutionChanged, broadcasts.show_solution),
        after(SolutionChecked, broadcasts.show_checked),
    ),
)
