"""Imports of blogs that are stopped, begun again, or followed by a newer folder or export."""

from collections.abc import Callable
from contextlib import contextmanager

import pytest

from app.core.db import Base
from app.core.transaction import atomic
from app.imports.dump.elements import UnfitDump
from app.imports.services import articles as bringing
from app.imports.shapes import Report
from tests.factories.groups import make_group
from tests.imports.blogs import (
    BODY,
    FIELDS,
    articles,
    attachment,
    author,
    blog_there_is,
    bring_export,
    bring_folder,
    comment,
    comments_of,
    item,
    picture,
    remarks,
    write,
    write_export,
)
from tests.imports.bringing import bring, counts_of
from tests.imports.dumps import question, write_dump

PARTS = (
    author("lea", "Léa Martin", 1),
    item(1, comment(1), comment(2, 1), comment(3, 99)),
    item(2, comment(4, comment_user_id="1"), wp__post_type="page"),
    item(
        3,
        html='<p>Une image\xa0: <img src="https://ailleurs.example/wp-content/uploads/a.png"></p>',
    ),
    attachment(4, "https://ailleurs.example/wp-content/uploads/a.png"),
)
RUNS: dict[str, Callable[..., Report]] = {"folder": bring_folder, "file": bring_export}


class Stopped(BaseException):
    """Somebody pressed Ctrl-C."""


@pytest.fixture
def folder(tmp_path):
    """Return a folder of three articles, one of them too long for one text."""
    folder = tmp_path / "carnet"
    picture(folder / "a/une.png")
    write(folder, "a/index.md", f"{BODY}\n\n![Une](une.png)", fields=f"{FIELDS}tags: [a, b]\n")
    write(folder, "b.md", "\n\n".join(f"Paragraphe {n}. {'mot ' * 90}" for n in range(80)))
    write(folder, "c.md", f"{BODY} Ter.", fields=FIELDS.replace("Léa Martin", "Karim et Ana"))
    return folder


@pytest.fixture
def file(tmp_path):
    """Return an export with a picture beside it."""
    picture(tmp_path / "export/uploads/a.png")
    return write_export(tmp_path / "export/blogue.xml", *PARTS)


def stopping_after(steps):
    """Return stages that are stopped after so many steps."""
    left = [steps]

    @contextmanager
    def stage(label, _length):
        def step(_more):
            if label in {"Articles", "Commentaires", "Autrices et auteurs"}:
                left[0] -= 1
                if left[0] < 0:
                    raise Stopped

        yield step

    return stage


def forget_everything():
    """Empty all tables."""
    with atomic() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())


@pytest.mark.parametrize("which", ["folder", "file"])
def test_a_second_run_brings_nothing_and_says_so(which, request):
    path, run = request.getfixturevalue(which), RUNS[which]
    first = run(path)
    before = blog_there_is()
    second = run(path)
    assert blog_there_is() == before
    kinds = [line.kind for line in first.lines]
    assert [counts_of(second, kind) for kind in kinds] == [counts_of(first, kind) for kind in kinds]
    assert second.remarks == first.remarks
    new = {line.kind: line.brought - line.earlier for line in second.lines}
    counted = {"article", "post", "page", "comment", "person", "picture"} & new.keys()
    assert {new[kind] for kind in counted} == {0}


@pytest.mark.parametrize("which", ["folder", "file"])
def test_stopped_anywhere_and_run_again_it_comes_to_the_same(which, request):
    path, run = request.getfixturevalue(which), RUNS[which]
    whole = run(path)
    expected = blog_there_is()
    for steps in range(4):
        forget_everything()
        with pytest.raises(Stopped):
            run(path, stage=stopping_after(steps))
        with pytest.raises(Stopped):
            run(path, stage=stopping_after(0))
        report = run(path)
        assert blog_there_is() == expected, f"stopped after {steps} steps"
        for line in whole.lines:
            assert counts_of(report, line.kind) == counts_of(whole, line.kind)


def test_a_crash_inside_a_transaction_leaves_nothing_of_it(folder, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(bringing, "keep_key", lambda *_args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            bring_folder(folder)
    assert articles() == []
    bring_folder(folder)
    assert len(articles()) == 3


def test_a_newer_folder_adds_what_is_new_and_tells_what_changed(folder):
    bring_folder(folder)
    write(folder, "d.md", f"{BODY} Neuf.", fields=FIELDS)
    write(folder, "c.md", f"{BODY} Changé.", fields=FIELDS)
    (folder / "b.md").rename(folder / "deplace.md")
    report = bring_folder(folder)
    assert len(articles()) == 4
    assert counts_of(report, "article") == (4, 4, 0)
    assert remarks(report)["articles modifiés là-bas depuis leur import"] == (1, ("c.md",))


def test_a_newer_export_adds_comments_in_their_place(file):
    bring_export(file)
    late = comment(9, 1, comment_date_gmt="2019-04-02 12:00:00", text="Entre deux")
    newer = (
        PARTS[0],
        item(1, comment(1), comment(2, 1), late, comment(3, 99)),
        *PARTS[2:],
        item(8),
    )
    write_export(file, *newer)
    report = bring_export(file)
    posts = comments_of(articles()[0])
    assert [post.body.partition("\n")[0] for post in posts][:2] == [
        "Le commentaire 1.",
        "Entre deux",
    ]
    assert [post.number for post in posts] == [2, 3, 4, 5]
    assert counts_of(report, "post") == (3, 3, 0)
    assert counts_of(report, "comment") == (5, 5, 0)


def test_a_name_means_the_same_blog_and_no_group(folder, tmp_path):
    bring_folder(folder)
    write(tmp_path / "autre", "x.md", fields="title: Autre\ndate: 2020-01-01\nauthor: Zoé\n")
    with pytest.raises(UnfitDump, match="Un autre export"):
        bring_folder(tmp_path / "autre")
    bring_folder(tmp_path / "autre", source="autre")
    dump = write_dump(tmp_path / "dump", Posts=[question(1)])
    with pytest.raises(UnfitDump, match="Un autre export"):
        bring(dump, group=make_group(), source="carnet", is_named=True)
    assert len(articles()) == 4


def test_the_same_folder_under_another_name_is_known_again(folder):
    bring_folder(folder)
    before = blog_there_is()
    moved = folder.rename(folder.with_name("demenage"))
    assert bring_folder(moved, source="demenage").dump.source == "carnet"
    assert blog_there_is() == before
