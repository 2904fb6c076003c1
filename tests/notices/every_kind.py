"""Notices of every kind that the house knows, told through the door that rooms use."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from app.accounts.models import Account
from app.blog.enums import ArticleState
from app.blog.models import Article, ArticleAuthor, Manuscript, Remark, TimelineEntry
from app.core import clock
from app.core.audiences import Audience
from app.core.db import db
from app.core.subjects import Subject, SubjectRef, access_subject
from app.core.transaction import atomic
from app.core.viewer import Right
from app.groups import queries as groups
from app.groups.enums import AskState
from app.groups.models import Group, JoinRequest
from app.groups.queries.subjects import GROUP
from app.notices import services
from app.notices.models import Activity
from app.threads.models import Post, Thread, ThreadAct
from app.threads.services.content import written
from app.threads.services.inserts import add_post
from tests.factories.accounts import make_account, seen_by
from tests.factories.blog import make_untold
from tests.factories.forum import make_thread
from tests.factories.friends import make_friends, make_request
from tests.factories.groups import make_ban, make_group, make_membership

Maker = Callable[[Account, Account], SubjectRef]
"""(reader, actor) → something new that the reader may be told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A kind of notice, and what it costs to word some, however many they are."""

    kind: str
    make: Maker
    more: int = 0
    """Statements beside those for the notices, the faces and the things."""
    rules: int = 9
    """Statements of asking the rules again and wording what they still deliver."""


def tell(case: Case, reader: Account, *, count: int, is_member: bool = False) -> Activity:
    """Tell somebody so many things, each by somebody else; return the last of what happened.

    Args:
        case: what is told.
        reader: who is told, if they want to hear of it.
        count: how many things there are.
        is_member: the reader belongs to the groups in which it happens.
    """
    for _number in range(count):
        actor = make_account(display_name="Léa")
        ref = case.make(reader, actor)
        subject = access_subject(seen_by(reader), ref)
        audience = _audience(subject)
        if is_member and audience is not None and audience.kind == "group":
            make_membership(group=db.session.get_one(Group, audience.id), account=reader)
        with atomic():
            services.record(
                case.kind,
                ref,
                actor_id=actor.id,
                container=subject.container,
                audience=audience,
                concerns={reader.id: case.kind},
            )
    db.session.close()  # a job has written since
    return db.session.scalars(sa.select(Activity).order_by(Activity.id.desc()).limit(1)).one()


def _audience(subject: Subject) -> Audience | None:
    """Return among whom something happens: in the group that it is part of, where it is of one."""
    for ref in (subject.ref, subject.container):
        if ref is not None and ref.kind == GROUP:
            return groups.audience_of(ref.id)
    return subject.audience


def _thread(_reader: Account, actor: Account) -> SubjectRef:
    return SubjectRef("forum.thread", make_thread(author=actor, tags=""))


def _post(reader: Account, actor: Account) -> SubjectRef:
    thread_id = _thread(reader, actor).id
    found = db.session.scalars(sa.select(Post.id).where(Post.thread_id == thread_id))
    return SubjectRef("forum.post", found.one())


def _act(reader: Account, actor: Account) -> SubjectRef:
    thread_id = make_thread(author=reader, tags="")
    act = ThreadAct(
        thread_id=thread_id,
        actor_id=actor.id,
        act="closed",
        rule="subject",
        reason="Déjà demandé.",
        created_at=clock.now(),
    )
    return SubjectRef("forum.act", _added(act))


def _thread_acted_on(reader: Account, actor: Account) -> SubjectRef:
    act = db.session.get_one(ThreadAct, _act(reader, actor).id)
    return SubjectRef("forum.thread", act.thread_id)


def _article(_reader: Account, actor: Account) -> SubjectRef:
    return SubjectRef("blog.thread", _article_thread(actor))


def _comment(_reader: Account, actor: Account) -> SubjectRef:
    content = written("La même chose chez nous.", account_id=None)
    with atomic() as session:
        thread = session.get_one(Thread, _article_thread(actor))
        post = add_post(session, thread, None, content, author_id=actor.id, at=clock.now())
    return SubjectRef("blog.post", post.id)


def _comments_acted_on(reader: Account, actor: Account) -> SubjectRef:
    act = ThreadAct(
        thread_id=_article_thread(reader),
        actor_id=actor.id,
        act="closed",
        rule="subject",
        reason="Tout est dit.",
        created_at=clock.now(),
    )
    return SubjectRef("blog.act", _added(act))


def _article_thread(author: Account) -> int:
    thread_id = make_untold(author, ArticleState.PUBLISHED).thread_id
    assert thread_id is not None
    return thread_id


def _moved(reader: Account, _actor: Account) -> SubjectRef:
    return _entry_of(make_untold(reader, ArticleState.IN_REVIEW))


def _submitted(reader: Account, actor: Account) -> SubjectRef:
    with atomic() as session:
        session.get_one(Account, reader.id).rights = [Right.BLOG_EDIT]
    return _entry_of(make_untold(actor, ArticleState.SUBMITTED))


def _asked_to_sign(reader: Account, actor: Account) -> SubjectRef:
    article = make_untold(actor, ArticleState.CHANGES_REQUESTED)
    with atomic() as session:
        session.add(ArticleAuthor(article_id=article.id, account_id=reader.id, position=1))
    return SubjectRef("blog.asking", article.id)


def _remarked(reader: Account, actor: Account) -> SubjectRef:
    article_id = make_untold(reader, ArticleState.IN_REVIEW).id
    found = db.session.scalars(sa.select(Manuscript.id).where(Manuscript.article_id == article_id))
    remark = Remark(
        article_id=article_id,
        manuscript_id=found.one(),
        block=0,
        quote="Tout commence.",
        body="Et la date ?",
        author_id=actor.id,
        created_at=clock.now(),
    )
    with atomic() as session:
        session.add(remark)
    return SubjectRef("blog.article", article_id)


def _entry_of(article: Article) -> SubjectRef:
    found = sa.select(TimelineEntry.id).where(TimelineEntry.article_id == article.id)
    return SubjectRef("blog.entry", db.session.scalars(found).one())


def _request(group_id: int, asker: Account, state: AskState, sentence: str = "") -> SubjectRef:
    row = JoinRequest(
        group_id=group_id,
        account_id=asker.id,
        state=state,
        asked_at=clock.now(),
        sentence=sentence,
    )
    return SubjectRef("groups.request", _added(row))


def _asked(reader: Account, actor: Account) -> SubjectRef:
    return _request(make_group(owner=reader).id, actor, AskState.WAITING)


def _admitted(reader: Account, _actor: Account) -> SubjectRef:
    return _request(make_group().id, reader, AskState.ACCEPTED)


def _refused(reader: Account, _actor: Account) -> SubjectRef:
    return _request(make_group().id, reader, AskState.REFUSED, "Revenez en mai.")


def _removed(reader: Account, _actor: Account) -> SubjectRef:
    return SubjectRef("groups.removal", make_ban(group=make_group(), account=reader).id)


def _role(reader: Account, _actor: Account) -> SubjectRef:
    membership = make_membership(group=make_group(), account=reader, role="moderator")
    return SubjectRef("groups.membership", membership.id)


def _group(reader: Account, _actor: Account) -> SubjectRef:
    return SubjectRef("groups.group", make_group(members=(reader,)).id)


def _friend_asked(reader: Account, actor: Account) -> SubjectRef:
    return SubjectRef("friends.request", make_request(actor, reader).id)


def _friend_made(reader: Account, actor: Account) -> SubjectRef:
    make_friends(reader, actor)
    return SubjectRef("friends.friendship", make_request(reader, actor, state="accepted").id)


def _added(row: ThreadAct | JoinRequest) -> int:
    with atomic() as session:
        session.add(row)
    return row.id


CASES = (
    Case(kind="blog.answered", make=_comment, rules=8),
    Case(kind="blog.replied", make=_comment, rules=8),
    Case(kind="blog.mentioned", make=_comment, rules=8),
    Case(kind="blog.opened", make=_article, rules=8),
    Case(kind="blog.posted", make=_comment, rules=8),
    Case(kind="blog.moderated", make=_comments_acted_on, more=1, rules=8),
    Case(kind="blog.opened_up", make=_article, rules=8),
    Case(kind="blog.submitted", make=_submitted, more=2, rules=9),
    Case(kind="blog.asked", make=_asked_to_sign, rules=7),
    Case(kind="blog.moved", make=_moved, more=2),
    Case(kind="blog.remarked", make=_remarked, more=2),
    Case(kind="forum.answered", make=_post),
    Case(kind="forum.replied", make=_post),
    Case(kind="forum.mentioned", make=_post),
    Case(kind="forum.waiting", make=_thread),
    Case(kind="forum.accepted", make=_post),
    Case(kind="forum.to_check", make=_thread),
    Case(kind="forum.outdated", make=_post),
    Case(kind="forum.checked", make=_post),
    Case(kind="forum.opened", make=_thread),
    Case(kind="forum.posted", make=_post),
    Case(kind="forum.moderated", make=_act, more=1, rules=8),
    Case(kind="forum.moderated", make=_thread_acted_on, more=1, rules=10),
    Case(kind="forum.opened_up", make=_thread),
    Case(kind="groups.asked", make=_asked, rules=8),
    Case(kind="groups.admitted", make=_admitted, rules=8),
    Case(kind="groups.refused", make=_refused, more=1),
    Case(kind="groups.removed", make=_removed, more=1),
    Case(kind="groups.role", make=_role, more=1),
    Case(kind="groups.made_public", make=_group, rules=8),
    Case(kind="groups.made_known", make=_group, rules=8),
    Case(kind="friends.asked", make=_friend_asked, more=1, rules=8),
    Case(kind="friends.accepted", make=_friend_made, more=1, rules=8),
    Case(kind="likes.liked", make=_post),
)
