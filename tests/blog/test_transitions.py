"""Every state with every move and every role: allowed, or refused with its sentence."""

from collections.abc import Callable

import pytest

from app.accounts.models import Account
from app.blog.enums import ArticleState as State
from app.blog.enums import DeskMove as Move
from app.blog.models import Article
from app.blog.queries.access import access_article_row
from app.blog.services.moves import move_article
from app.blog.transitions import BY_MOVE, TRANSITIONS
from app.core.db import db
from app.core.errors import Conflict, Forbidden, NotFound
from app.core.viewer import Right
from tests.factories import make_account, seen_by
from tests.factories.blog import make_article, make_editor, said_with
from tests.tree import ROOT

AUTHORS = {Move.SUBMIT, Move.WITHDRAW, Move.RESUME, Move.CORRECT}
REVIEWERS = {Move.RELEASE, Move.REQUEST_CHANGES, Move.APPROVE, Move.DECLINE}
EDITORS = {
    Move.TAKE,
    Move.SCHEDULE,
    Move.PUBLISH,
    Move.UNPUBLISH,
    Move.ACCEPT_CORRECTION,
    Move.REJECT_CORRECTION,
    Move.FIX_TYPO,
    Move.ARCHIVE,
    Move.RESTORE,
}
LEADS = {
    (State.DRAFT, Move.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Move.TAKE): State.IN_REVIEW,
    (State.SUBMITTED, Move.WITHDRAW): State.WITHDRAWN,
    (State.IN_REVIEW, Move.TAKE): State.IN_REVIEW,
    (State.IN_REVIEW, Move.RELEASE): State.SUBMITTED,
    (State.IN_REVIEW, Move.REQUEST_CHANGES): State.CHANGES_REQUESTED,
    (State.IN_REVIEW, Move.APPROVE): State.APPROVED,
    (State.IN_REVIEW, Move.DECLINE): State.DECLINED,
    (State.IN_REVIEW, Move.WITHDRAW): State.WITHDRAWN,
    (State.CHANGES_REQUESTED, Move.SUBMIT): State.SUBMITTED,
    (State.CHANGES_REQUESTED, Move.WITHDRAW): State.WITHDRAWN,
    (State.APPROVED, Move.TAKE): State.IN_REVIEW,
    (State.SCHEDULED, Move.TAKE): State.IN_REVIEW,
    (State.PUBLISHED, Move.UNPUBLISH): State.CHANGES_REQUESTED,
    (State.ARCHIVED, Move.UNPUBLISH): State.CHANGES_REQUESTED,
    (State.APPROVED, Move.SCHEDULE): State.SCHEDULED,
    (State.APPROVED, Move.PUBLISH): State.PUBLISHED,
    (State.APPROVED, Move.WITHDRAW): State.WITHDRAWN,
    (State.SCHEDULED, Move.SCHEDULE): State.SCHEDULED,
    (State.SCHEDULED, Move.PUBLISH): State.PUBLISHED,
    (State.SCHEDULED, Move.WITHDRAW): State.WITHDRAWN,
    (State.PUBLISHED, Move.ARCHIVE): State.ARCHIVED,
    (State.PUBLISHED, Move.WITHDRAW): State.WITHDRAWN,
    (State.PUBLISHED, Move.CORRECT): State.CORRECTION,
    (State.PUBLISHED, Move.FIX_TYPO): State.PUBLISHED,
    (State.CORRECTION, Move.ACCEPT_CORRECTION): State.PUBLISHED,
    (State.CORRECTION, Move.REJECT_CORRECTION): State.PUBLISHED,
    (State.CORRECTION, Move.WITHDRAW): State.WITHDRAWN,
    (State.ARCHIVED, Move.RESTORE): State.PUBLISHED,
    (State.ARCHIVED, Move.WITHDRAW): State.WITHDRAWN,
    (State.WITHDRAWN, Move.RESUME): State.DRAFT,
    (State.DECLINED, Move.RESUME): State.DRAFT,
}
"""Where each move leads: all others lead nowhere. Written a second time, on purpose."""
HIDDEN_FROM_EDITORS = {State.DRAFT}
ALL_RIGHTS = tuple(Right)
ROLES = {
    "author": lambda author, _editor: author,
    "reviewer": lambda _author, editor: editor,
    "other editor": lambda _author, _editor: make_editor(),
    "administrator": lambda _author, _editor: make_account(rights=ALL_RIGHTS),
    "member": lambda _author, _editor: make_account(),
}
Who = Callable[[Account, Account], Account]


def _expected(role: str, state: State, move: Move) -> type[Exception] | State:
    """Return what the rules say, in words of their own."""
    is_editor = role in {"reviewer", "other editor", "administrator"}
    if role != "author" and (not is_editor or state in HIDDEN_FROM_EDITORS):
        return NotFound
    is_named = role == "reviewer" and state not in {State.SUBMITTED, State.WITHDRAWN}
    may = (
        (move in AUTHORS and role == "author")
        or (move in EDITORS and is_editor)
        or (move in REVIEWERS and is_named)
    )
    if not may:
        return Forbidden
    if (role, state, move) == ("reviewer", State.IN_REVIEW, Move.TAKE):
        return Conflict  # it is theirs already
    return LEADS.get((state, move), Conflict)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("role", ROLES)
def test_each_move_is_made_by_whom_it_is_for_and_leads_where_it_should(role, state):
    author, editor = make_account(), make_editor()
    article_id, who = 0, seen_by(ROLES[role](author, editor))
    for move in Move:
        if not article_id:  # what was refused has changed nothing, and serves again
            article_id = make_article(author=author, editor=editor, state=state).id
        expected = _expected(role, state, move)
        if isinstance(expected, State):
            assert move_article(who, article_id, move, said_with(move)) is expected, move
            article_id = 0
            continue
        with pytest.raises(expected) as refusal:
            move_article(who, article_id, move, said_with(move))
        if expected is not NotFound:
            assert str(refusal.value), (role, state, move)
        db.session.close()
        assert db.session.get_one(Article, article_id).state is state, (role, move)


@pytest.mark.parametrize("state", State)
def test_an_administrator_alone_publishes_nothing_of_their_own(state):
    alone, editor = make_account(rights=ALL_RIGHTS), make_editor()
    article_id = make_article(author=alone, editor=editor, state=state).id
    for move in Move:
        was_public = state in {State.PUBLISHED, State.CORRECTION, State.ARCHIVED}
        if move in AUTHORS:
            continue
        with pytest.raises(Forbidden):
            move_article(seen_by(alone), article_id, move, said_with(move))
        db.session.close()
        article, _standing = access_article_row(seen_by(alone), article_id)
        assert (article.thread_id is not None) is was_public


def test_publication_is_reached_through_approval_alone():
    public = {State.PUBLISHED, State.CORRECTION, State.ARCHIVED}
    into = {
        move for (state, move), target in LEADS.items() if target in public and state not in public
    }
    assert into == {Move.PUBLISH}
    assert BY_MOVE[Move.PUBLISH].sources == {State.APPROVED, State.SCHEDULED}
    assert BY_MOVE[Move.RESTORE].sources == {State.ARCHIVED}
    approving = [one.move for one in TRANSITIONS if one.target is State.APPROVED]
    assert approving == [Move.APPROVE]


def test_the_page_of_the_room_shows_the_table():
    page = (ROOT / "docs/rooms/blog.md").read_text("utf-8")
    for one in TRANSITIONS:
        sources = ", ".join(sorted(one.sources))
        line = f"| {one.move} | {sources} | {one.target} | {one.role} | {one.need or 'nothing'} |"
        assert line in page, line


def test_the_table_says_what_this_test_says():
    listed = {(state, one.move): one.target for one in TRANSITIONS for state in one.sources}
    assert listed == LEADS
    assert len({one.address for one in TRANSITIONS}) == len(TRANSITIONS) == len(Move)
