"""Exports that are damaged, or mean harm."""

import tracemalloc

import pytest

from app.imports.dump import elements as reading
from app.imports.dump.elements import UnfitDump
from app.imports.dump.wordpress import things
from tests.imports.blogs import (
    articles,
    attachment,
    author,
    bring_export,
    comment,
    comments_of,
    export,
    html_of,
    item,
    kept_pictures,
    meta,
    picture,
    term,
    write_export,
)
from tests.imports.bringing import counts_of
from tests.text.safety import assert_safe

LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
EVIL = (
    '</p><script>alert(1)</script><a href="javascript:alert(1)">x</a>'
    '<img src="//evil.example/p" onerror="alert(1)">\u202e"\'`*_[x](javascript:alert(1))'
)


@pytest.fixture
def file(tmp_path):
    """Return where an export is written."""
    (tmp_path / "export").mkdir()
    return tmp_path / "export/blogue.xml"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (export(item(1), head=LAUGHS), "annonce un type de document"),
        (export(item(1), head='<!DOCTYPE rss SYSTEM "file:///etc/passwd">'), "annonce un type"),
        (export(item(1))[:-60], "ligne"),
        (export(item(1)).replace("</channel>", ""), "ligne"),
        (export(item(1), version="2.0"), "n’est pas un export de WordPress"),
        ("<html><body>Bonjour</body></html>", "n’est pas un export de WordPress"),
        ("<posts><row/></posts>", "n’est pas un export de WordPress"),
        ("", "ligne"),
        ("pas du XML", "ligne"),
        (export("<a>" * 50 + "</a>" * 50), "n’est pas un export lisible"),
        (export("<item>" + "<a/>" * 30_000 + "</item>"), "n’est pas un export lisible"),
    ],
)
def test_what_is_no_sound_export_is_refused_before_anything_is_brought(file, text, sentence):
    file.write_text(text, "utf-8")
    with pytest.raises(UnfitDump, match=sentence):
        bring_export(file)
    assert articles() == []


def test_a_file_in_another_encoding_than_it_says_is_refused(file):
    file.write_bytes(export(item(1, html="<p>Été</p>")).encode("latin-1"))
    with pytest.raises(UnfitDump, match="ligne"):
        bring_export(file)


def test_controls_that_wordpress_lets_through_do_not_matter(file):
    write_export(file, item(1, html="<p>Un mot\x00\x08 collé d’un traitement de texte.</p>"))
    bring_export(file)
    assert articles()[0].body == "Un mot collé d’un traitement de texte."


def test_an_item_without_end_is_refused(file, monkeypatch):
    monkeypatch.setattr(reading, "UNIT_MOST_BYTES", 2**20)
    write_export(file, item(1, html="x" * 2 * 2**20))
    with pytest.raises(UnfitDump, match="d’un seul tenant"):
        bring_export(file)


def test_names_titles_and_texts_cannot_leave_their_place(file):
    inside = (term("category", EVIL), term("post_tag", EVIL))
    said = comment(1, text=EVIL, comment_author=EVIL)
    others = {"title": EVIL, "html": f"{EVIL}Un texte.", "excerpt:encoded": EVIL}
    write_export(file, author("lea", EVIL, 1), item(1, *inside, said, **others))
    bring_export(file)
    [one] = articles()
    for html in (html_of(one), *(post.html for post in comments_of(one))):
        assert_safe(html)
        assert "<img" not in html
    assert "\u202e" not in one.title + one.summary + one.tags + one.category
    assert "<" not in one.title + one.summary


@pytest.mark.parametrize(
    "path", ["../../secret.png", "..%2F..%2Fsecret.png", "lien.png", "dossier/secret.png"]
)
def test_no_picture_comes_from_elsewhere(file, tmp_path, path):
    picture(tmp_path / "secret.png")
    (file.parent / "uploads").mkdir()
    (file.parent / "uploads/lien.png").symlink_to(tmp_path / "secret.png")
    (file.parent / "media").symlink_to(tmp_path)
    url = f"https://ailleurs.example/wp-content/uploads/{path}"
    html = f'<p>Mot <img src="{url}"></p>'
    write_export(file, item(1, meta("_thumbnail_id", "2"), html=html), attachment(2, url))
    report = bring_export(file)
    assert kept_pictures() == []
    assert counts_of(report, "picture") == (1, 0, 1)


def test_the_memory_does_not_grow_with_the_file(file):
    comments = [comment(n, text="x" * 500) for n in range(2_000)]
    with file.open("w", encoding="utf-8") as out:
        before, after = export("\n@@\n").split("@@")
        out.write(before)
        for number in range(1, 4):
            out.write(item(number, *comments, html="y" * 100_000))
        out.writelines(item(number, html="y" * 2_000) for number in range(10, 2_000))
        out.write(after)
    tracemalloc.start()
    try:
        assert sum(1 for _thing in things(file, lambda _more: None)) > 7_900
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 3 * 2**20
