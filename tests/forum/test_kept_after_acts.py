"""Whatever somebody does, what was kept of pages is never older: as if it were made anew."""

import dataclasses
from collections.abc import Callable

import pytest
import time_machine

from app.accounts import services as accounts
from app.accounts.models import Account
from app.accounts.services.profiles import edit_profile
from app.accounts.shapes import ProfileEdit
from app.core import clock
from app.core.db import db
from app.core.subjects import SubjectRef
from app.core.viewer import Viewer
from app.forum.queries.facts import POST
from app.forum.services import answers
from app.groups import services as groups
from app.groups.enums import Role
from app.groups.models import Group
from app.groups.shapes import GroupTerms
from app.likes import services as likes
from app.threads.services import moderation, posts, removals
from app.web.fragments import fragments
from app.web.visitor_cache import forget_pages
from tests.factories import make_account, seen_by
from tests.factories.forum import REASON, edit_question, make_post, make_thread
from tests.factories.groups import make_group, make_membership
from tests.marks import without_marks


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A thread with an answer that is liked, helpful and the solution, and a reply to it."""

    group: Group
    asker: Account
    helper: Account
    moderator: Account
    thread_id: int
    opening_id: int
    answer_id: int
    reply_id: int

    @property
    def answer(self) -> SubjectRef:
        """What is liked."""
        return SubjectRef(POST, self.answer_id)


TAGS = "assurance, fête"
Act = Callable[[Scene], object]


def _viewer(account: Account) -> Viewer:
    db.session.expire_all()
    return seen_by(account)


ACTS: dict[str, Act] = {
    "reply": lambda s: posts.post_reply(_viewer(s.helper), s.thread_id, body="Encore ceci."),
    "edit": lambda s: posts.edit_post(_viewer(s.helper), s.answer_id, body="Tout autre chose."),
    "delete": lambda s: removals.delete_post(_viewer(s.asker), s.reply_id),
    "delete what has replies": lambda s: removals.delete_post(_viewer(s.helper), s.answer_id),
    "edit the opening": lambda s: edit_question(
        _viewer(s.asker),
        s.opening_id,
        # The same tags: the list of those in use is kept for ten minutes, and says so.
        title="Qui assure le bal ?",
        body="Une autre question.",
        tags=TAGS,
    ),
    "delete the thread": lambda s: removals.delete_post(
        _viewer(s.moderator), s.opening_id, reason=REASON
    ),
    "like": lambda s: likes.like(_viewer(s.moderator), s.answer),
    "unlike": lambda s: likes.unlike(_viewer(s.asker), s.answer),
    "helpful": lambda s: answers.mark_helpful(_viewer(s.moderator), s.answer_id),
    "helpful no more": lambda s: answers.unmark_helpful(_viewer(s.asker), s.answer_id),
    "solution no more": lambda s: answers.clear_solution(_viewer(s.asker), s.thread_id),
    "close": lambda s: moderation.close(_viewer(s.moderator), s.thread_id, reason="Réglé."),
    "pin": lambda s: moderation.pin(_viewer(s.moderator), s.thread_id),
    "another name": lambda s: edit_profile(_viewer(s.helper), ProfileEdit(display_name="Zoé Neuf")),
    "account closed": lambda s: accounts.close(_viewer(s.helper), s.helper.id),
    "group renamed": lambda s: groups.change_group(
        _viewer(s.moderator), s.group.id, GroupTerms(name="Nom nouveau", purpose="Autre.")
    ),
    "group archived": lambda s: groups.archive(_viewer(s.moderator), s.group.id),
}
"""What people do that others see."""


@pytest.fixture
def scene() -> Scene:
    """Return a thread in which much has happened already."""
    asker, helper, moderator = (make_account(display_name=name) for name in ("Anne", "Hugo", "Mo"))
    group = make_group()
    make_membership(group=group, account=moderator, role=Role.OWNER)
    thread_id = make_thread(group=group, author=asker)
    answer_id = make_post(thread_id=thread_id, author=helper)
    reply_id = make_post(thread_id=thread_id, author=asker, parent_id=answer_id)
    likes.like(seen_by(asker), SubjectRef(POST, answer_id))
    answers.mark_helpful(seen_by(asker), answer_id)
    answers.accept_answer(seen_by(asker), thread_id, answer_id)
    return Scene(
        group=group,
        asker=asker,
        helper=helper,
        moderator=moderator,
        thread_id=thread_id,
        opening_id=answer_id - 1,
        answer_id=answer_id,
        reply_id=reply_id,
    )


@pytest.mark.parametrize("act", ACTS)
def test_what_is_kept_is_what_would_be_made_anew(client_for, scene, act):
    clients = [client_for(who) for who in (None, make_account(), scene.asker, scene.moderator)]
    paths = [
        f"/questions/{scene.thread_id}-x",
        f"/questions/{scene.thread_id}-x?ordre=temps",
        "/questions?onglet=recentes",
        f"/groupes/{scene.group.slug}",
        "/",
    ]

    def pages() -> list[tuple[int, str]]:
        seen = [client.get(path, follow_redirects=True) for client in clients for path in paths]
        return [(page.status_code, without_marks(page.text)) for page in seen]

    with time_machine.travel(clock.now(), tick=False):  # lists say when they were made
        pages()  # kept from here on
        before = pages()
        ACTS[act](scene)
        kept = pages()
        fragments().forget_all()
        forget_pages(None)
        anew = pages()
    assert [one == other for one, other in zip(kept, anew, strict=True)] == [True] * len(kept)
    assert kept != before, "the act shows nowhere"
