"""Dumps that are wrong in every way a row can be."""

import itertools

import pytest

from app.imports.texts.report import report_text
from tests.factories.groups import make_group
from tests.imports.bringing import bring, counts_of, posts_of, threads
from tests.imports.dumps import answer, comment, question, user, version, write_dump

WRONG = [
    "",
    "abc",
    "-",
    "1" * 40,
    "\uff11\uff12",
    "\u202e5",
    "1.5",
    "<b>",
    "9999-99-99",
    "0001-01-01",
]
ATTRIBUTES = {
    "Users": ("Id", "DisplayName", "CreationDate"),
    "Posts": ("Id", "PostTypeId", "ParentId", "CreationDate", "OwnerUserId", "ClosedDate"),
    "Comments": ("Id", "PostId", "CreationDate", "UserId", "Score"),
    "Votes": ("PostId", "VoteTypeId", "CreationDate"),
    "PostLinks": ("Id", "PostId", "RelatedPostId", "LinkTypeId"),
    "PostHistory": ("Id", "PostId", "PostHistoryTypeId", "CreationDate"),
    "Tags": ("TagName",),
}


@pytest.fixture
def folder(tmp_path):
    """Return a folder for a dump."""
    return tmp_path / "dump"


def wrong_rows(attributes: tuple[str, ...]) -> list[dict[str, object]]:
    """Return rows whose attributes are all wrong in the same way."""
    return [dict.fromkeys(attributes, wrong) for wrong in WRONG]


def test_rows_of_wrong_values_cost_only_themselves(folder):
    files = {name: [{}, *wrong_rows(attributes)] for name, attributes in ATTRIBUTES.items()}
    numbers = itertools.count(100)
    files["Posts"] += [question(1), *(answer(next(numbers), 1) | {"ParentId": w} for w in WRONG)]
    files["Comments"] += [comment(next(numbers), 1) | {"UserId": wrong} for wrong in WRONG]
    report = bring(write_dump(folder, **files))
    assert counts_of(report, "question") == (1, 1, 0)
    assert counts_of(report, "comment") == (10, 10, 0)
    assert counts_of(report, "answer")[1] == 0


def test_names_titles_and_texts_cannot_leave_their_place(folder):
    evil = (
        "</p><script>alert(1)</script>[x](javascript:alert(1)) ![](//evil.example/p) \u202e\"'`*_"
    )
    files = {
        "Users": [user(1, evil), user(2, "@tous https://evil.example")],
        "Posts": [
            question(1, Title=evil, Body=evil, Tags=f"<{evil}>", ContentLicense=evil),
            answer(2, 1, OwnerUserId="", OwnerDisplayName=evil),
        ],
        "Comments": [comment(1, 2, Text=evil)],
        "PostHistory": [version(1, 2, evil + "\n\n" + "é\u0301" * 50)],
    }
    bring(write_dump(folder, **files))
    [thread] = threads()
    for post in posts_of(thread):
        assert "<script" not in post.html
        assert 'href="javascript' not in post.html
        assert "<img" not in post.html
    assert "\u202e" not in thread.title


def test_texts_that_show_nothing_are_left_out(folder):
    posts = [question(1, Body="\u200b"), answer(2, 1, Body="<p>\u2060\u200b</p>"), answer(3, 1)]
    report = bring(write_dump(folder, Posts=posts))
    assert counts_of(report, "question") == (1, 1, 0)
    assert counts_of(report, "answer") == (2, 1, 1)


def test_a_tangled_text_is_brought_word_for_word_and_the_report_says_all(folder):
    tangled = "<b>" * 3000 + "Tous les mots" + "</b>" * 3000
    rows: list[dict[str, object]] = [question(1, Body=tangled), {"Id": 2}]
    write_dump(folder, Posts=rows, Badges=[{"Id": 1}])
    report = bring(folder, group=make_group(), address="")
    assert posts_of(threads()[0])[0].body.startswith("Tous les mots")
    told = report_text(report, group="Accueil")
    for sentence in (
        "- 1 textes trop enchevêtrés",
        "- 1 lignes illisibles dans Posts.xml",
        "- Badges.xml\u00a0: rien de ce fichier n’a de place ici",
        "- Users.xml\u00a0: absent du dossier",
        "donnez l’adresse du site avec --site",
    ):
        assert sentence in told
