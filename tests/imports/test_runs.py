"""What an import brings, and what it leaves out."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from app.accounts.models import Account
from app.core.db import db
from app.groups.models import Membership
from app.groups.services import found_first_group
from app.notices.models import Activity
from app.search.models import SearchEntry
from app.threads.models import Mention
from tests.factories import make_account
from tests.factories.forum import forum_thread
from tests.factories.groups import make_group
from tests.imports.bringing import account_named, bring, counts_of, line_of, posts_of, threads
from tests.imports.dumps import answer, comment, link, question, user, version, vote, write_dump


@pytest.fixture
def folder(tmp_path):
    """Return a folder for a dump."""
    return tmp_path / "dump"


def count(model):
    """Return how many rows there are."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_a_question_comes_with_all_that_stands_under_it(folder):
    write_dump(
        folder,
        Users=[user(1, "Léa Martin"), user(2, "Karim")],
        Posts=[
            question(1, AcceptedAnswerId=3, ClosedDate="2013-01-01T00:00:00.000"),
            answer(3, 1),
            answer(4, 1, OwnerUserId="", OwnerDisplayName="Ancien *nom*"),
        ],
        Comments=[comment(1, 1), comment(2, 3, UserId=2)],
        Votes=[vote(3), vote(3), vote(1), vote(3, 1), vote(4, 3)],
    )
    bring(folder)
    [thread] = threads()
    kept = forum_thread(thread.id)
    opening, first, second, on_opening, on_first = posts_of(thread)
    lea, karim = account_named("Léa Martin"), account_named("Karim")

    assert (thread.title, kept.tags) == ("Une question, la numéro 1", ["statuts", "fête"])
    assert thread.created_at == datetime(2012, 3, 2, 10, 0, 0, 123000, tzinfo=UTC)
    assert thread.closed_at == datetime(2013, 1, 1, tzinfo=UTC)
    assert (thread.featured_id, thread.answer_count) == (first.id, 2)
    assert kept.solved_at == datetime(2012, 6, 1, tzinfo=UTC)
    assert [post.author_id for post in posts_of(thread)] == [
        *(lea.id, karim.id, None),
        *(lea.id, karim.id),
    ]
    assert [post.parent_id for post in posts_of(thread)] == [None, None, None, opening.id, first.id]
    assert (first.usefulness, first.usefulness_elsewhere, thread.usefulness) == (2, 2, 2)
    assert opening.body.startswith("Le texte de la question 1.\n\n---\n\n*Cette discussion vient")
    assert second.body.endswith("*Écrit par Ancien \\*nom\\*.*")
    assert on_opening.body == "Le commentaire 1."
    assert on_first.created_at == datetime(2012, 5, 3, 10, 0, 0, 123000, tzinfo=UTC)


def test_the_first_dumps_whose_files_begin_with_a_small_letter_are_dumps(folder):
    write_dump(folder, Users=[user(1, "Léa Martin")], Posts=[question(1)], Badges=[user(1)])
    for path in folder.iterdir():
        path.rename(path.with_name(path.name.lower()))
    report = bring(folder)
    assert [one.title for one in threads()] == ["Une question, la numéro 1"]
    assert posts_of(threads()[0])[0].author_id == account_named("Léa Martin").id
    assert counts_of(report, "question") == (1, 1, 0)


def test_authors_are_members_of_that_group_only_and_cannot_sign_in(folder):
    found_first_group(make_account().id)
    group = make_group()
    write_dump(
        folder,
        Users=[user(1, "http://spam.example"), user(2, "Muette"), user(-1, "Administration")],
        Posts=[question(1), question(2, OwnerUserId=-1)],
    )
    report = bring(folder, group=group)
    author = account_named("http spam. example")
    assert (author.email, author.password_hash) == (None, None)
    assert author.sentence.endswith("https://ailleurs.example/users/1")
    assert author.audiences == {"sentence": "everyone"}
    found = sa.select(Membership.group_id).where(Membership.account_id == author.id)
    assert db.session.scalars(found).all() == [group.id]
    assert account_named("Membre -1").sentence.startswith("A écrit ailleurs sous le nom «")
    assert counts_of(report, "person") == (3, 2, 1)


def test_names_in_other_letters_get_a_handle_by_number(folder):
    make_account(handle="membre-2")
    names = {1: "Мария", 2: "日本", 3: "Élise", 4: "Élise"}
    write_dump(
        folder,
        Users=[user(number, name) for number, name in names.items()],
        Posts=[question(number, OwnerUserId=number) for number in names],
    )
    bring(folder)
    found = sa.select(Account.handle).where(Account.email.is_(None)).order_by(Account.id)
    assert db.session.scalars(found).all() == ["membre-1", "membre-3", "elise", "elise-2"]


def test_nobody_is_told_nobody_is_named_and_all_can_be_found(folder):
    make_account(handle="camille")
    write_dump(
        folder,
        Users=[user(1)],
        Posts=[
            question(1, Body="<p>Merci @camille</p>", AcceptedAnswerId=2),
            answer(2, 1, OwnerUserId=1),
        ],
        Comments=[comment(1, 2, Text="@camille bonjour")],
    )
    bring(folder)
    assert (count(Activity), count(Mention)) == (0, 0)
    entries = db.session.scalars(sa.select(SearchEntry).order_by(SearchEntry.id)).all()
    found = [entry for entry in entries if entry.subject_kind.startswith("forum.")]
    assert [(entry.kind, entry.is_solved) for entry in found] == [
        *(("question", True), ("answer", True), ("reply", False)),
    ]


def test_the_last_version_is_brought_as_it_was_typed(folder):
    write_dump(
        folder,
        Posts=[question(1), answer(2, 1)],
        PostHistory=[
            version(3, 1, "La **dernière**", PostHistoryTypeId=8),
            version(1, 1, "La première"),
            version(2, 1, "La deuxième", PostHistoryTypeId=5),
            version(4, 1, "Un titre", PostHistoryTypeId=1),
        ],
    )
    report = bring(folder)
    [thread] = threads()
    opening, reply = posts_of(thread)
    assert opening.body.startswith("La **dernière**\n")
    assert reply.body == "Le texte de la réponse 2."
    assert counts_of(report, "history") == (4, 1, 3)


def test_what_is_left_out_is_told_with_its_reason(folder):
    write_dump(
        folder,
        Posts=[
            question(1, AcceptedAnswerId=99),
            answer(2, 98),
            answer(3, 1, Body=" "),
            {"Id": 4, "PostTypeId": 5, "CreationDate": "2012-01-01T00:00:00", "Body": "x"},
            {"Id": 5, "PostTypeId": 1, "Body": "sans date"},
            {"Id": "cinq", "PostTypeId": 1},
            question(1, Body="encore"),
        ],
        Comments=[comment(1, 2), comment(2, 3), comment(3, 97), comment(4, 1)],
        Tags=[{"Id": 1, "TagName": "inutile", "Count": 0}, {"Id": 2, "TagName": "statuts"}],
    )
    report = bring(folder)
    assert counts_of(report, "question") == (1, 1, 0)
    assert counts_of(report, "answer") == (2, 0, 2)
    assert counts_of(report, "comment") == (4, 1, 3)
    assert counts_of(report, "solution") == (1, 0, 1)
    assert counts_of(report, "other") == (1, 0, 1)
    assert counts_of(report, "tag") == (3, 2, 1)
    assert {left.what for left in line_of(report, "answer").left_out} == {
        "sans aucun texte",
        "réponses à une question qui n’est pas dans l’export",
    }
    told = {remark.what: remark.count for remark in report.remarks}
    assert told["lignes illisibles dans Posts.xml"] == 2
    assert told["lignes en double dans Posts.xml"] == 1
    assert "Users.xml" in report.absent


def test_a_closed_duplicate_points_to_the_other_thread(folder):
    closed = "2013-01-01T00:00:00.000"
    write_dump(
        folder,
        Posts=[question(1), question(2, ClosedDate=closed), question(3), question(4)],
        PostLinks=[
            *(link(1, 2, 1), link(2, 2, 3), link(3, 3, 1), link(4, 4, 1, kind=1)),
            *(link(5, 1, 1), link(6, 1, 99)),
        ],
    )
    report = bring(folder)
    first, second, *_others = threads()
    assert [forum_thread(thread.id).duplicate_of for thread in threads()] == [
        None,
        first.id,
        None,
        None,
    ]
    assert second.closed_at is not None
    assert counts_of(report, "link") == (6, 1, 5)
