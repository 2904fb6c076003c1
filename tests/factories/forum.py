"""Makers of threads and posts, through the doors that people use."""

from datetime import timedelta

from app.accounts.models import Account
from app.core import clock
from app.core.db import db
from app.core.transaction import atomic
from app.core.viewer import Viewer
from app.forum.models import ForumThread
from app.forum.services.answers import accept_answer
from app.forum.services.tags import tag_names, with_tags
from app.forum.services.threads import NewThread, open_thread
from app.groups.models import Group
from app.groups.queries import members_among
from app.threads.services import posts
from app.threads.services.openings import ChangedOpening, edit_opening
from app.threads.shapes import Reason
from tests.factories.accounts import make_account, seen_by
from tests.factories.groups import make_group, make_membership

REASON = Reason(rule="subject", sentence="Hors du sujet du groupe.")
"""Why a moderator deletes something."""


def make_thread(
    *,
    group: Group | None = None,
    author: Account | None = None,
    title: str = "Qui assure les bénévoles de la fête ?",
    body: str = "Notre fête a lieu en juin, et nous ne savons pas qui assure les bénévoles.",
    kind: str = "question",
    tags: str = "assurance, fête",
) -> int:
    """Open a thread by a member of its group; return its id."""
    group = group or make_group()
    author = author or make_account()
    if not members_among(group.id, [author.id]):
        make_membership(group=group, account=author)
    new = NewThread(group_id=group.id, kind=kind, title=title, body=body, tags=tags)
    return open_thread(seen_by(author), new)


def make_post(
    *,
    thread_id: int | None = None,
    author: Account | None = None,
    parent_id: int | None = None,
    body: str = "La responsabilité civile de l'association couvre les bénévoles.",
) -> int:
    """Answer a thread, or reply to a post of it; return the post's id."""
    thread_id = thread_id or make_thread()
    return posts.post_reply(viewer_of(author), thread_id, body=body, parent_id=parent_id).post_id


def viewer_of(account: Account | None) -> Viewer:
    """Return the viewer that this person is, or somebody new."""
    return seen_by(account or make_account())


def make_solved(
    *,
    asker: Account | None = None,
    answerer: Account | None = None,
    group: Group | None = None,
    title: str = "Qui assure les bénévoles de la fête ?",
) -> tuple[int, int]:
    """Ask a question and choose an answer; return the ids of the thread and of its solution."""
    asker = asker or make_account()
    thread_id = make_thread(author=asker, group=group, title=title)
    post_id = make_post(thread_id=thread_id, author=answerer)
    accept_answer(seen_by(asker), thread_id, post_id)
    return thread_id, post_id


def let_check_come(thread_id: int, *, days_ago: int = 1, chosen_before: int = 365) -> None:
    """Let the day on which a solution is to be checked have come, chosen so many days before."""
    now = clock.now()
    with atomic() as session:
        thread = session.get_one(ForumThread, thread_id)
        thread.check_on = now - timedelta(days=days_ago)
        thread.check_set_at = thread.check_on - timedelta(days=chosen_before)
        thread.check_asked_at = None


def make_due(
    *, asker: Account | None = None, answerer: Account | None = None, group: Group | None = None
) -> tuple[int, int]:
    """Let a solved question wait to be checked; return the ids of the thread and its solution."""
    made = make_solved(asker=asker, answerer=answerer, group=group)
    let_check_come(made[0])
    return made


def edit_question(editor: Viewer, post_id: int, *, title: str, body: str, tags: str = "") -> None:
    """Change the title, text and tags of a thread."""
    new = ChangedOpening(title=title, body=body)
    edit_opening(editor, post_id, new, beside=lambda: with_tags(tag_names(tags)))


def forum_thread(thread_id: int) -> ForumThread:
    """Return the row that the forum keeps of a thread."""
    return db.session.get_one(ForumThread, thread_id)
