"""Makers of threads and posts, through the doors that people use."""

from app.accounts.models import Account
from app.core.viewer import Viewer
from app.forum.services import posts
from app.forum.services.threads import NewThread, open_thread
from app.groups.models import Group
from app.groups.queries import members_among
from tests.factories.accounts import make_account, seen_by
from tests.factories.groups import make_group, make_membership


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
    return posts.post_reply(viewer_of(author), thread_id, body=body, parent_id=parent_id)


def viewer_of(account: Account | None) -> Viewer:
    """Return the viewer that this person is, or somebody new."""
    return seen_by(account or make_account())
