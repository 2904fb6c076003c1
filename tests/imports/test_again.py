"""Imports that are stopped, begun again, or followed by a newer dump."""

from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from app.core.db import Base, db
from app.core.transaction import atomic
from app.forum.services import answers
from app.imports.dump.elements import UnfitDump
from app.imports.services import threads as bringing
from tests.factories import make_account, seen_by
from tests.factories.groups import make_group, make_membership
from tests.imports.bringing import all_there_is, bring, counts_of, posts_of, threads
from tests.imports.dumps import answer, comment, link, question, user, vote, write_dump

FILES = {
    "Users": [user(1, "Léa"), user(2, "Karim"), user(3, "Ana")],
    "Posts": [
        question(1, AcceptedAnswerId=3),
        question(2, ClosedDate="2013-01-01T00:00:00.000"),
        *(answer(3, 1), answer(4, 1), answer(5, 2, Body=f"<p>{'un long texte ' * 100}</p>" * 30)),
    ],
    "Comments": [comment(1, 1), comment(2, 3, UserId=3), comment(3, 5), comment(4, 2)],
    "Votes": [vote(3), vote(3), vote(5)],
    "PostLinks": [link(1, 2, 1)],
}
KINDS = ("question", "answer", "comment", "solution", "vote", "person", "tag", "link", "history")


class Stopped(BaseException):
    """Somebody pressed Ctrl-C."""


@pytest.fixture
def folder(tmp_path):
    """Return a dump."""
    return write_dump(tmp_path / "dump", **FILES)


def stopping_after(steps):
    """Return stages that are stopped after so many steps of bringing."""
    left = [steps]

    @contextmanager
    def stage(label, _length):
        def step(_more):
            if not label.endswith(".xml"):
                left[0] -= 1
                if left[0] < 0:
                    raise Stopped

        yield step

    return stage


def forget_everything():
    """Empty all tables but those of the index."""
    with atomic() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())


def test_a_second_run_brings_nothing_and_says_so(folder):
    group = make_group()
    first = bring(folder, group=group)
    before = all_there_is()
    second = bring(folder, group=group)
    assert all_there_is() == before
    for kind in KINDS:
        assert counts_of(second, kind) == counts_of(first, kind)
    assert {line.brought - line.earlier for line in second.lines if line.kind != "tag"} == {0}
    assert second.remarks == first.remarks


def test_stopped_anywhere_and_run_again_it_comes_to_the_same(folder, monkeypatch):
    group = make_group()
    whole = bring(folder, group=group)
    expected = all_there_is()
    monkeypatch.setattr("app.imports.staging.queue.BATCH", 1)  # many places to stop at
    for steps in range(11):
        forget_everything()
        again = make_group(slug=group.slug)
        with pytest.raises(Stopped):
            bring(folder, group=again, stage=stopping_after(steps))
        with pytest.raises(Stopped):
            bring(folder, group=again, stage=stopping_after(0))
        report = bring(folder, group=again)
        assert all_there_is() == expected, f"stopped after {steps} steps"
        assert [counts_of(report, kind) for kind in KINDS] == [
            counts_of(whole, kind) for kind in KINDS
        ]


def test_a_crash_inside_a_transaction_leaves_nothing_of_it(folder, monkeypatch):
    group = make_group()
    with monkeypatch.context() as patch:
        patch.setattr(bringing, "put_in_order", lambda _thread_id: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            bring(folder, group=group)
    assert threads() == []
    bring(folder, group=group)
    assert [len(posts_of(thread)) for thread in threads()] == [5, 6]


def test_a_newer_dump_adds_what_is_new_in_its_place(folder):
    group = make_group()
    bring(folder, group=group)
    late = answer(6, 1, CreationDate="2012-04-04T12:00:00.000", Body="<p>Entre deux</p>")
    write_dump(
        folder,
        Posts=[*FILES["Posts"], late, question(7, OwnerUserId=4)],
        Users=[*FILES["Users"], user(4, "Zoé")],
        Comments=[*FILES["Comments"], comment(9, 6)],
    )
    report = bring(folder, group=group)
    first, _second, third = threads()
    assert [post.body[:12] for post in posts_of(first)[1:4]] == [
        *("Le texte de ", "Entre deux", "Le texte de "),
    ]
    assert [post.number for post in posts_of(first)] == [1, 2, 3, 4, 5, 6, 7]
    assert third.title.endswith("7")
    assert counts_of(report, "answer") == (4, 4, 0)


def test_what_people_decided_here_since_then_stays(folder):
    group = make_group()
    bring(folder, group=group)
    moderator = make_account()
    make_membership(group=group, account=moderator, role="moderator")
    [first, _second] = threads()
    answers.clear_solution(seen_by(moderator), first.id)
    bring(folder, group=group)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(type(first))) == 2
    assert threads()[0].featured_id is None


def test_the_same_name_means_the_same_group_and_the_same_site(folder, tmp_path):
    group = make_group(slug="premier")
    bring(folder, group=group)
    with pytest.raises(UnfitDump, match="premier"):
        bring(folder)
    other = write_dump(tmp_path / "autre", Posts=[question(1, CreationDate="2019-01-01T00:00:00")])
    with pytest.raises(UnfitDump, match="Un autre export"):
        bring(other, group=group)
    assert len(threads()) == 2
    bring(other, group=group, source="autre")
    assert len(threads()) == 3


def test_the_same_dump_in_a_folder_of_another_name_is_known_again(folder, tmp_path):
    group = make_group()
    bring(folder, group=group)
    before = all_there_is()
    report = bring(folder, group=group, source="dossier-deplace", address="")
    assert all_there_is() == before
    assert (report.dump.source, report.dump.address) == ("essai", "https://ailleurs.example")
    newer = write_dump(tmp_path / "autre", **FILES | {"Posts": [*FILES["Posts"], question(8)]})
    assert counts_of(bring(newer, group=group, source="2018"), "question") == (3, 3, 0)
    assert len(threads()) == 3


def test_whoever_chooses_a_name_may_bring_the_same_dump_once_more(folder):
    bring(folder)
    bring(folder, source="encore", is_named=True)
    assert len(threads()) == 4


def test_a_name_that_belongs_to_another_site_does_not_hide_what_is_known(folder, tmp_path):
    group = make_group()
    bring(folder, group=group)
    other = write_dump(tmp_path / "autre", Posts=[question(1, CreationDate="2019-01-01T00:00:00")])
    bring(other, group=group, source="dump")
    assert bring(folder, group=group, source="dump").dump.source == "essai"
    assert len(threads()) == 3
