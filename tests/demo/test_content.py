"""What the demonstration is made of fits together, is long enough, and is set as French is."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from app.blog.enums import DeskMove
from app.blog.limits import ALT_LENGTH, SUMMARY_LEAST, SUMMARY_LENGTH, TAGS_MOST, TITLE_LENGTH
from app.blog.transitions import BY_MOVE
from app.demo import content
from app.demo.content import FOLDER, DemoArticle, DemoPost
from app.demo.covers import MOTIFS

pytestmark = pytest.mark.no_app
ARTICLES = content.articles()
PUBLISHED = [one for one in ARTICLES if one.published]
HANDLES = {member.handle for member in content.members()}
EDITORS = {member.handle for member in content.members() if member.edits_blog}
MISSET = re.compile(r"(?<=[^|\s]) [:;!?»]|« |\w'\w|—")
"""A space where a line must not end, an apostrophe of a typewriter, a dash of another language."""


def _named(article: DemoArticle) -> Iterator[str]:
    """Yield everybody who has to do with an article."""
    yield from (*article.authors, *article.likes, *(move.by for move in article.moves))
    for post in article.posts:
        yield from (post.author, *post.likes)


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def test_there_is_a_magazine_to_read():
    writers = Counter(handle for one in PUBLISHED for handle in one.authors)
    assert len(PUBLISHED) > 12
    assert len(writers) >= 8
    assert 5 <= len({one.category for one in PUBLISHED}) <= 6
    assert any(len(one.authors) == 2 for one in PUBLISHED)
    assert sum(3 <= len(one.posts) <= 12 for one in PUBLISHED) >= 8
    assert any(post.parent for one in PUBLISHED for post in one.posts)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda one: one.title)
def test_an_article_is_finished_and_by_people_who_exist(article: DemoArticle):
    is_archived = any(move.move == DeskMove.ARCHIVE for move in article.moves)
    least = 600 if article.published and not is_archived else 150
    assert least <= _words(article.body) <= 1600
    assert SUMMARY_LEAST <= len(article.summary) <= SUMMARY_LENGTH
    assert len(article.title) <= TITLE_LENGTH
    assert 2 <= len(article.tags) <= TAGS_MOST
    assert set(_named(article)) <= HANDLES
    assert article.editor in EDITORS if article.published else article.editor is None
    assert re.search(r"^## ", article.body, re.MULTILINE) or not article.published


@pytest.mark.parametrize("article", PUBLISHED, ids=lambda one: one.title)
def test_comments_answer_what_was_said_before_and_nobody_likes_their_own(article: DemoArticle):
    said: dict[str | None, DemoPost] = {}
    for post in article.posts:
        if post.parent:
            assert said[post.parent].hours_after < post.hours_after
        assert post.author not in post.likes
        assert post.hours_after < 24 * article.days_ago
        said[post.key] = post
    assert len(said) == len(article.posts)
    assert not {*article.authors} & {*article.likes}


@pytest.mark.parametrize(
    "article",
    [one for one in ARTICLES if one.moves or not one.published],
    ids=lambda one: one.title,
)
def test_what_is_at_the_desk_came_there_step_by_step(article: DemoArticle):
    days = [article.days_ago, *(move.days_ago for move in article.moves)]
    assert days == sorted(days, reverse=True)
    by_author = {DeskMove.SUBMIT, DeskMove.WITHDRAW, DeskMove.RESUME, DeskMove.CORRECT}
    for move in article.moves:
        assert DeskMove(move.move) in BY_MOVE
        assert move.slip in article.body
        assert move.by in (article.authors if move.move in by_author else EDITORS)


def test_every_cover_is_described_and_none_is_like_another():
    used = [one.cover for one in ARTICLES if one.cover]
    assert all(one.cover for one in PUBLISHED)
    assert all(20 < len(cover.alt) <= ALT_LENGTH for cover in used)
    assert len({(cover.motif, cover.seed) for cover in used}) == len(used)
    assert len({cover.motif for cover in used}) >= 6
    assert {cover.motif for cover in used} <= MOTIFS.keys()


@pytest.mark.parametrize(
    "path", sorted(FOLDER.rglob("*.*")), ids=lambda path: str(path.relative_to(FOLDER))
)
def test_no_line_ends_before_a_colon(path):
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#") and MISSET.search(line)] == []
