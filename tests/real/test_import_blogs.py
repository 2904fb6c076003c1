"""Real blogs come with the counts that their READMEs name, or that another reader counts."""

from collections import Counter
from xml.dom.minidom import Element, Text

import pytest
import sqlalchemy as sa
from defusedxml.minidom import parse

from app.blog.models import Manuscript
from app.core.db import db
from app.imports.shapes import Report
from app.notices.models import Activity
from app.threads.models import Post
from tests.imports.blogs import articles, blog_there_is, bring_export, bring_folder
from tests.imports.bringing import counts_of
from tests.imports.sites import make_site
from tests.real.data import real
from tests.text.safety import assert_safe

FOLDERS = {
    "blog-pau-a-velo/content/blog": {"article": (200, 196, 4), "person": (24, 24, 0)},
    "blog-democracyos-france/_posts": {"article": (15, 15, 0), "person": (7, 7, 0)},
}
"""Read, brought, left out: 199 posts, three of them drafts, and the index; fifteen posts."""
EXPORTS = {
    "themeunittestdata.wordpress": {"post": 47, "page": 20, "comment": 23},
    "small-export": {"post": 5, "page": 4, "comment": 1},
    "valid-wxr-1.0": {"post": 3, "page": 3, "comment": 1},
    "valid-wxr-1.1": {"post": 1, "page": 1, "comment": 1},
    "wxr-comprehensive": {"post": 1, "page": 1, "comment": 1},
}
"""Brought."""
ARTICLES = """
SELECT a.title, a.slug, a.body, a.published_at, a.tags, (
  SELECT group_concat(p.display_name) FROM article_authors b JOIN accounts p ON p.id = b.account_id
  WHERE b.article_id = a.id)
FROM articles a ORDER BY a.published_at, a.slug
"""
LINES = {"post": "post", "page": "page", "attachment": "attachment", "nav_menu_item": "menu"}


def assert_balanced(report: Report) -> None:
    """Each thing that was read came, or was left out with a reason."""
    for line in report.lines:
        assert line.read == line.brought + sum(left.count for left in line.left_out), line.kind


def assert_whole() -> None:
    """What is here is safe, says what it is about, and was told to nobody."""
    for column in (Manuscript.html, Post.html):
        for html in db.session.scalars(sa.select(column)):
            assert_safe(html)
    assert all(20 <= len(one.summary) <= 400 and one.title for one in articles())
    assert not any(mark in one.body for one in articles() for mark in ("{{<", "\ue000", "\ue001"))
    assert db.session.scalars(sa.select(Activity.id)).all() == []


@pytest.mark.slow
@pytest.mark.walk
@pytest.mark.parametrize("name", FOLDERS)
def test_a_real_folder_comes_with_the_counts_of_its_readme_and_only_once(name, tmp_path):
    folder = real(name)
    (tmp_path / "blog").symlink_to(folder)
    report = bring_folder(tmp_path / "blog")
    assert {kind: counts_of(report, kind) for kind in FOLDERS[name]} == FOLDERS[name]
    assert counts_of(report, "article")[0] == sum(1 for _file in folder.rglob("*.md"))
    assert len(articles()) == FOLDERS[name]["article"][1]
    assert_balanced(report)
    assert_whole()
    before = blog_there_is()

    again = bring_folder(tmp_path / "blog")
    assert {kind: counts_of(again, kind) for kind in FOLDERS[name]} == FOLDERS[name]
    assert again.remarks == report.remarks
    assert blog_there_is() == before


def text_in(item: Element, name: str) -> str:
    """Return the text of a part of an item."""
    (part,) = item.getElementsByTagName(name)
    return "".join(node.data for node in part.childNodes if isinstance(node, Text))


def counted(name: str) -> tuple[Counter[str], int]:
    """Return how many items of each kind a plain reader finds, and how many comments."""
    kinds: Counter[str] = Counter()
    comments = 0
    for item in parse(str(real(f"wordpress-wxr/{name}.xml"))).getElementsByTagName("item"):
        kinds[LINES.get(text_in(item, "wp:post_type"), "other")] += 1
        comments += len(item.getElementsByTagName("wp:comment"))
    return kinds, comments


@pytest.mark.slow
@pytest.mark.parametrize("name", EXPORTS)
def test_every_item_of_a_real_export_is_accounted_for_and_comes_once(name, tmp_path):
    (tmp_path / "blog.xml").write_bytes(real(f"wordpress-wxr/{name}.xml").read_bytes())
    report = bring_export(tmp_path / "blog.xml")
    kinds, comments = counted(name)
    read = {line.kind: line.read for line in report.lines}
    assert {kind: read[kind] for kind in (*LINES.values(), "other")} == {
        kind: kinds[kind] for kind in (*LINES.values(), "other")
    }
    assert read["comment"] == comments
    assert {kind: counts_of(report, kind)[1] for kind in EXPORTS[name]} == EXPORTS[name]
    assert_balanced(report)
    assert_whole()
    before = blog_there_is()

    again = bring_export(tmp_path / "blog.xml")
    assert blog_there_is() == before
    assert again.remarks == report.remarks
    assert [line.read for line in again.lines] == [line.read for line in report.lines]


@pytest.mark.no_app
@pytest.mark.slow
def test_killed_at_any_moment_and_run_again_it_is_the_same(tmp_path):
    folder = real("blog-pau-a-velo/content/blog/2021")
    broken = make_site(tmp_path / "broken", "import-articles", "--source", "essai")
    kept = [broken.kill_after(folder, aim) for aim in (3, 12, 24)]
    assert kept == sorted(kept)
    broken.run(folder)
    whole = make_site(tmp_path / "whole", "import-articles", "--source", "essai")
    whole.run(folder)
    assert broken.rows(ARTICLES) == whole.rows(ARTICLES)
    assert len(whole.rows(ARTICLES)) > 20
    assert broken.key_count() == whole.key_count()
