"""However many notices are worded at once, of whatever kind, it costs the same."""

import pytest

from app.accounts.models import Account
from app.core import clock
from app.core.db import db
from app.core.i18n import in_language
from app.core.subjects import SubjectRef, find_visible
from app.notices import listeners, services
from app.notices import queries as notices
from app.notices.enums import Level, Nature, Rule
from app.notices.events import Noticed
from app.notices.kinds.catalogue import kinds
from app.notices.kinds.sentences import details_of
from app.notices.models import Activity
from app.notices.shapes import Delivery, NoticeItem
from tests.conftest import statements
from tests.factories.accounts import make_account, seen_by
from tests.factories.notices import Board
from tests.notices.every_kind import CASES, Case, tell

FEW, MANY = 2, 10
_IN_DRAWER = {"blog.opened", "blog.posted", "forum.opened", "forum.posted", "likes.liked"}


def _name(case: Case) -> str:
    return f"{case.kind}-{case.make.__name__}"


every_kind = pytest.mark.parametrize("case", CASES, ids=_name)
every_kind_of_the_drawer = pytest.mark.parametrize(
    "case", [case for case in CASES if case.kind in _IN_DRAWER], ids=_name
)


def _attentive() -> Account:
    reader = make_account()
    services.choose_level(seen_by(reader), Level.EVERYTHING)
    return reader


def _told(case: Case, act: Activity, reader: Account, count: int) -> Noticed:
    """Return that somebody was told of one thing in so many ways, none worded like another."""
    deliveries = tuple(
        Delivery(
            account_id=reader.id,
            seq=people,
            bundle=people,
            kind=case.kind,
            rule=Rule.DIRECT,
            people=people,
            before_id=None,
            unread=people,
            version=people,
        )
        for people in range(1, count + 1)
    )
    activity = notices.activity_item(act.id)
    assert activity is not None
    return Noticed(activity=activity, deliveries=deliveries)


def test_every_kind_of_the_house_is_tried():
    of_the_house = [kind for kind in kinds().values() if not kind.kind.startswith("tests.")]
    assert {case.kind for case in CASES} == {kind.kind for kind in of_the_house}
    kept_back = {kind.kind for kind in of_the_house if kind.nature is Nature.ACTIVITY}
    assert kept_back == _IN_DRAWER


@every_kind
def test_wording_costs_the_same_with_few_and_with_many(case):
    reader = _attentive()
    for count, added in ((FEW, FEW), (MANY, MANY - FEW)):
        act = tell(case, reader, count=added)
        viewer = seen_by(reader)
        with statements() as of_page:
            page = notices.notice_page(viewer).items
        with statements() as of_missed:
            missed, *_state = notices.notices_after(reader.id, 0, MANY)
        with statements() as of_rules:
            still = notices.still_deliverable(reader.id, range(MANY + 1))
        told = _told(case, act, reader, count)
        with statements() as of_push:
            listeners.push_notices(told)
        assert [len(lines) for lines in (page, missed, still)] == [count] * 3
        costs = [len(sent) for sent in (of_page, of_missed, of_rules, of_push)]
        assert costs == [3 + case.more, 5 + case.more, case.rules, 3 + case.more]


@every_kind_of_the_drawer
def test_the_drawer_costs_the_same_with_few_and_with_many(case):
    reader = make_account()
    for count, added in ((FEW, FEW), (MANY, MANY - FEW)):
        tell(case, reader, count=added, is_member=True)
        viewer = seen_by(reader)
        with statements() as sent:
            lines = notices.drawer_page(viewer).items
        assert (len(lines), len(sent)) == (count, 4 + case.more)


@every_kind
def test_a_sentence_asks_no_database(case):
    reader = _attentive()
    act = tell(case, reader, count=1)
    ref = SubjectRef(act.subject_kind, act.subject_id)
    subject = find_visible(seen_by(reader), [ref])[ref]
    found = details_of({(case.kind, ref)}).get((case.kind, ref))
    assert (found is None) == (kinds()[case.kind].details is None)
    db.session.close()
    for details in (found, None):  # what it is about may have gone since it was found
        item = NoticeItem(
            kind=case.kind,
            subject=subject,
            who="Léa",
            people=1,
            created_at=clock.now(),
            details=details,
        )
        with statements() as sent, in_language("fr"):
            assert subject.title.removesuffix(" ?") in kinds()[case.kind].say(item)
        assert sent == []


def test_details_are_asked_once_for_all_kinds_that_share_them_and_for_what_is_seen(board: Board):
    reader = make_account()
    board.told_to(reader.id)
    for number, kind in enumerate(("posted", "decided", "said", "decided"), start=1):
        board.post(number, kind=f"tests.{kind}")
    board.removed.add(4)
    seen = {SubjectRef("tests.note", number) for number in (1, 2, 3)}
    for word in (
        lambda: notices.notice_page(seen_by(reader)),
        lambda: notices.notices_after(reader.id, 0, 10),
        lambda: notices.still_deliverable(reader.id, range(10)),
    ):
        board.detailed.clear()
        word()
        assert board.detailed == [seen]


def test_a_kind_whose_room_is_gone_has_no_details():
    assert details_of({("gone.done", SubjectRef("gone.thing", 1))}) == {}
