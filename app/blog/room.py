"""The card of the blog."""

from app.blog import jobs, listeners
from app.blog.events import ArticleMoved, ArticleShown, RemarkTakenBack, RemarkWritten
from app.blog.integration import PROVIDED
from app.blog.notifications import MOVED, REMARKED, SUBMITTED
from app.blog.queries.entries import (
    ARTICLE,
    DRAFT,
    ENTRY,
    find_visible_articles,
    find_visible_drafts,
    find_visible_entries,
)
from app.blog.views import pages
from app.core.events import during
from app.core.jobs import Job
from app.core.rooms import Room
from app.core.subjects import SubjectKind

room = Room(
    name="blog",
    pages=(pages,),
    jobs=(Job(name="blog.publish", run=jobs.publish_due, every_minutes=1, is_due_at_start=True),),
    provides=(
        *PROVIDED,
        SubjectKind(kind=ARTICLE, find_visible=find_visible_articles),
        SubjectKind(kind=DRAFT, find_visible=find_visible_drafts),
        SubjectKind(kind=ENTRY, find_visible=find_visible_entries),
        SUBMITTED,
        MOVED,
        REMARKED,
    ),
    listens=(
        during(ArticleMoved, listeners.tell_of_move),
        during(RemarkWritten, listeners.tell_of_remark),
        during(RemarkTakenBack, listeners.tell_no_more),
        during(ArticleShown, listeners.forget_pages),
    ),
)
