"""The card of the blog."""

from app.blog import jobs, listeners
from app.blog.events import (
    ArticleMoved,
    ArticleShown,
    CoauthorAsked,
    RemarkTakenBack,
    RemarkWritten,
)
from app.blog.integration import PROVIDED
from app.blog.notifications import ASKED, MOVED, REMARKED, SUBMITTED
from app.blog.queries.entries import (
    ARTICLE,
    ASKING,
    DRAFT,
    ENTRY,
    find_visible_articles,
    find_visible_askings,
    find_visible_drafts,
    find_visible_entries,
)
from app.blog.services.stale_html import RERENDER, rerender_articles
from app.blog.views import pages
from app.core.events import during
from app.core.jobs import Job
from app.core.rooms import Room
from app.core.subjects import SubjectKind

room = Room(
    name="blog",
    pages=(pages,),
    jobs=(
        Job(name="blog.publish", run=jobs.publish_due, every_minutes=1, is_due_at_start=True),
        Job(name=RERENDER, run=rerender_articles, every_minutes=10, is_due_at_start=True),
    ),
    provides=(
        *PROVIDED,
        SubjectKind(kind=ARTICLE, find_visible=find_visible_articles),
        SubjectKind(kind=DRAFT, find_visible=find_visible_drafts),
        SubjectKind(kind=ENTRY, find_visible=find_visible_entries),
        SubjectKind(kind=ASKING, find_visible=find_visible_askings),
        SUBMITTED,
        MOVED,
        ASKED,
        REMARKED,
    ),
    listens=(
        during(ArticleMoved, listeners.tell_of_move),
        during(CoauthorAsked, listeners.tell_coauthor),
        during(RemarkWritten, listeners.tell_of_remark),
        during(RemarkTakenBack, listeners.tell_no_more),
        during(ArticleShown, listeners.forget_pages),
    ),
)
