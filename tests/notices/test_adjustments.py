"""More, less, never, from a notice itself; and what would happen if."""

import re

import pytest
import sqlalchemy as sa

from app.accounts.models import Account
from app.core.db import db
from app.core.errors import FormRefused, NotFound
from app.core.i18n import in_language
from app.groups.models import Membership
from app.groups.queries import audience_of
from app.notices import queries, services
from app.notices.enums import Level, Relation, Step, ThreadState
from app.notices.shapes import Case
from app.threads.models import Marker
from app.threads.services.follows import set_follow
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.friends import make_friends
from tests.factories.groups import make_group, make_membership


def _told_by(rule: str, *, level: str | None = None) -> tuple[Account, int, int]:
    """Have somebody told of a thread or a post by a rule; return them, the group, the thread."""
    reader, writer = make_account(), make_account()
    group = make_group()
    make_membership(group=group, account=reader, notice_level=level)
    if rule == "friend":
        make_friends(reader, writer)
    thread_id = make_thread(group=group, author=reader if rule == "direct" else writer)
    if rule == "followed":
        services.choose_level(seen_by(reader), "nothing")
        set_follow(seen_by(reader), thread_id, "follow")
    if rule in {"followed", "direct"}:
        make_post(thread_id=thread_id, author=writer)
    db.session.close()  # a job has written since
    return reader, group.id, thread_id


def _state(reader: Account, thread_id: int) -> str | None:
    db.session.close()
    wanted = sa.select(Marker.state).where(Marker.account_id == reader.id)
    return db.session.scalar(wanted.where(Marker.thread_id == thread_id))


def _level(reader: Account, group_id: int) -> str | None:
    db.session.close()
    wanted = sa.select(Membership.notice_level).where(Membership.account_id == reader.id)
    return db.session.scalar(wanted.where(Membership.group_id == group_id))


def _steps(reader: Account) -> list[str]:
    with in_language("en"):
        (line,) = queries.notice_page(seen_by(reader)).items
    return [offer.label for offer in line.offers]


@pytest.mark.parametrize(
    ("rule", "level", "offered"),
    [
        ("everything", "everything", ["More: follow", "Less: only my friends in", "Never again"]),
        ("friend", None, ["More: everything in", "Less: only my threads in", "Never again"]),
        ("followed", None, ["Less: no longer follow", "Never again"]),
        ("direct", None, ["More: follow", "Less: mute", "Never again"]),
    ],
)
def test_each_rule_has_its_steps(rule, level, offered):
    reader, *_places = _told_by(rule, level=level)
    found = _steps(reader)
    assert all(label.startswith(words) for label, words in zip(found, offered, strict=True)), found


@pytest.mark.parametrize(
    ("rule", "step", "level", "state"),
    [
        ("everything", Step.LESS, "friends", None),
        ("everything", Step.MORE, "everything", "follow"),
        ("friend", Step.MORE, "everything", None),
        ("friend", Step.LESS, "threads", None),
        ("followed", Step.LESS, None, "normal"),
        ("direct", Step.LESS, None, "mute"),
        ("direct", Step.MORE, None, "follow"),
    ],
)
def test_a_step_changes_what_it_says(rule, step, level, state):
    reader, group_id, thread_id = _told_by(
        rule, level="everything" if rule == "everything" else None
    )
    services.adjust(seen_by(reader), 1, step)
    assert _level(reader, group_id) == level
    assert (_state(reader, thread_id) or "normal") == (state or "normal")


def test_never_switches_the_kind_off_and_more_of_it_does_not_come():
    reader, _group_id, thread_id = _told_by("direct")
    services.adjust(seen_by(reader), 1, Step.NEVER)
    make_post(thread_id=thread_id, author=make_account())
    db.session.close()
    assert len(queries.notice_page(seen_by(reader)).items) == 1


def test_what_makes_no_sense_changes_nothing():
    reader, *_places = _told_by("direct")
    with pytest.raises(FormRefused):
        services.adjust(seen_by(reader), 1, "louder")
    with pytest.raises(NotFound):
        services.adjust(seen_by(reader), 2, Step.LESS)
    with pytest.raises(NotFound):
        services.adjust(seen_by(make_account()), 1, Step.LESS)


def test_it_is_turned_by_a_plain_form(client_for):
    reader, _group_id, thread_id = _told_by("direct")
    client = client_for(reader)
    page = client.get("/notifications").text
    assert "Règle 4" in page
    assert 'action="/notifications/1/regler"' in page
    assert client.post("/notifications/1/regler", data={"step": "moins"}).status_code == 303
    assert _state(reader, thread_id) == "mute"
    assert client.post("/notifications/1/regler", data={"step": "fort"}).status_code == 422


@pytest.mark.parametrize(
    ("case", "number", "is_delivered", "is_kept"),
    [
        (Case(kind="forum.opened", relation=Relation.FRIEND), 6, True, False),
        (Case(kind="forum.opened"), 6, False, True),
        (Case(kind="forum.opened", relation=Relation.BLOCKED), 1, False, False),
        (Case(kind="forum.answered"), 4, True, False),
        (Case(kind="forum.answered", thread_state=ThreadState.MUTE), 3, False, False),
        (Case(kind="forum.posted", thread_state=ThreadState.FOLLOW), 5, True, False),
    ],
)
def test_one_can_ask_what_would_happen(case, number, is_delivered, is_kept):
    trial = queries.trial(seen_by(make_account()), case)
    assert (trial.number, trial.is_delivered, trial.is_kept) == (number, is_delivered, is_kept)


def test_the_answer_follows_from_what_was_chosen():
    reader = make_account()
    viewer, group = seen_by(reader), make_group()
    make_membership(group=group, account=reader, notice_level="nothing")
    services.choose_level(viewer, Level.EVERYTHING)
    services.switch_kind(viewer, "forum.replied", is_on=False)
    assert queries.trial(viewer, Case(kind="forum.opened")).is_delivered
    assert not queries.trial(
        viewer, Case(kind="forum.opened", audience=audience_of(group.id))
    ).is_delivered
    assert not queries.trial(viewer, Case(kind="forum.replied")).is_delivered


def test_the_page_answers_and_shows_the_line_that_decides(client_for):
    client = client_for(make_account())
    asked = "?quoi=forum.opened&qui=friend&fil=normal&groupe="
    page = client.get(f"/parametres/notifications{asked}").text
    assert "Vous êtes prévenu·e." in page
    assert len(re.findall('class="is-first"', page)) == 1
    for nonsense in ("?quoi=x&qui=friend&fil=normal&groupe=", "?quoi=forum.opened&qui=x"):
        answer = client.get(f"/parametres/notifications{nonsense}")
        assert answer.status_code == 200
        assert "Vous êtes prévenu·e." not in answer.text
