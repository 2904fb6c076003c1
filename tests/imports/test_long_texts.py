"""Texts and titles that are longer than they may be here: nothing of them is lost."""

from app.threads.limits import BODY_LENGTH, TITLE_LENGTH
from tests.factories.forum import forum_thread
from tests.imports.bringing import bring, posts_of, threads
from tests.imports.dumps import answer, comment, question, user, write_dump

LONG = "".join(f"<p>Paragraphe {number} d’un texte très long.</p>" for number in range(1500))


def test_a_long_text_goes_on_in_replies_of_the_same_person(tmp_path):
    folder = write_dump(
        tmp_path / "dump",
        Users=[user(1), user(2)],
        Posts=[question(1, Body=LONG), answer(2, 1, Body=LONG)],
        Comments=[comment(1, 1)],
    )
    report = bring(folder)
    [thread] = threads()
    posts = posts_of(thread)
    assert [post.number for post in posts] == [1, 2, 3, 4, 5, 6, 7]
    opening, more, rest, reply, reply_more, _reply_rest, on_opening = posts
    assert all(len(post.body) <= BODY_LENGTH for post in posts)
    assert [more.parent_id, rest.parent_id] == [opening.id, more.id]
    assert {more.author_id, rest.author_id} == {opening.author_id}
    assert reply_more.parent_id == reply.id
    assert on_opening.parent_id == opening.id
    assert sum(post.body.count("Paragraphe") for post in posts) == 3000
    assert thread.answer_count == 1
    told = {remark.what: remark.count for remark in report.remarks}
    assert [number for what, number in told.items() if what.startswith("textes trop longs")] == [2]


def test_a_long_title_is_whole_in_the_text_and_an_empty_one_is_made(tmp_path):
    title = "Comment " + "très " * 60 + "bien faire ?"
    folder = write_dump(
        tmp_path / "dump", Posts=[question(1, Title=title), question(2, Title="\u202e ")]
    )
    bring(folder)
    long, untitled = threads()
    assert len(long.title) <= TITLE_LENGTH
    assert long.title.endswith("très…")
    assert posts_of(long)[0].body.startswith(title)
    assert untitled.title == "Le texte de la question 2."


def test_five_tags_are_brought_of_those_that_fit(tmp_path):
    tags = f"|c#|node.js|{'x' * 40}|un|deux|trois|quatre|"
    folder = write_dump(tmp_path / "dump", Posts=[question(1, Tags=tags)])
    report = bring(folder)
    assert forum_thread(threads()[0].id).tags == ["c#", "node-js", "un", "deux", "trois"]
    assert [remark.count for remark in report.remarks if "plus de cinq" in remark.what] == [1]
