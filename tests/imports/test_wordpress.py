"""An export of WordPress becomes articles, with their comments and the pictures beside it."""

import pytest

from app.accounts.models import Account
from app.core.db import db
from app.threads.models import Post
from tests.imports.blogs import (
    BODY,
    article,
    articles,
    attachment,
    author,
    authors_of,
    bring_export,
    comment,
    comments_of,
    html_of,
    item,
    kept_pictures,
    meta,
    picture,
    reasons,
    remarks,
    term,
    write_export,
)
from tests.imports.bringing import account_named, counts_of

UPLOADS = "https://ailleurs.example/wp-content/uploads"
LEA = author("lea", "Léa Martin", 1)


@pytest.fixture
def file(tmp_path):
    """Return where an export is written."""
    return tmp_path / "export/blogue.xml"


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_articles_and_pages_come_with_authors_categories_and_tags(file, version):
    terms = (
        *(term("category", "Non classé", "non-classe"), term("category", "Vie locale")),
        *(term("post_tag", "Vélo"), term("post_format", "aside")),
    )
    parts = (LEA, item(1, *terms, title="Un &lt;em&gt;titre&lt;/em&gt; &amp;amp; plus"))
    write_export(
        file, *parts, item(2, wp__post_type="page", dc__creator="inconnu"), version=version
    )
    report = bring_export(file)
    first, second = articles()
    assert (first.title, first.category, first.tags) == ("Un titre & plus", "Vie locale", "vélo")
    assert [authors_of(one) for one in articles()] == [["Léa Martin"], ["inconnu"]]
    assert (first.body, second.body) == (BODY, BODY)
    assert counts_of(report, "post") == counts_of(report, "page") == (1, 1, 0)
    assert reasons(report, "category") == {"la catégorie de ce qui n’en a pas": 1}
    assert remarks(report)["termes d’un genre propre à ce site"] == (1, ("post_format",))
    assert not any("secret@" in str(vars(one)) for one in db.session.query(Account))


def test_comments_come_as_a_tree_with_the_names_of_those_who_wrote(file):
    comments = (
        comment(1),
        comment(2, 1, comment_user_id="1", comment_author="Autre nom"),
        comment(3, 2, comment_date_gmt="2019-04-01 09:00:00"),
        comment(4, 77),
        comment(5, 6),
        comment(6, 5),
        *(comment(7, comment_approved="0"), comment(8, comment_approved="spam")),
        *(comment(9, comment_type="pingback"), comment(10, comment_approved="trash")),
        *(comment(11, 7), comment(12, text=" "), comment(1, text="Encore")),
        *(comment(13, comment_type="order_note"), comment(14, comment_date_gmt="0000-00-00")),
    )
    write_export(file, LEA, item(1, *comments), item(2, comment(20), wp__status="draft"))
    report = bring_export(file)
    posts = comments_of(articles()[0])
    numbers = {post.id: post.number for post in posts}
    found = [(post.body.partition("\n")[0], numbers.get(post.parent_id or 0)) for post in posts]
    assert found == [
        *(("Le commentaire 1.", None), ("Le commentaire 2.", 2), ("Le commentaire 3.", 3)),
        *(("Le commentaire 4.", None), ("Le commentaire 5.", None), ("Le commentaire 6.", 6)),
        ("Le commentaire 11.", None),
    ]
    assert [post.author_id for post in posts][:2] == [None, account_named("Léa Martin").id]
    assert posts[0].body.endswith("*Écrit par Passante 1.*")
    assert counts_of(report, "comment") == (16, 7, 9)
    assert sum(reasons(report, "comment").values()) == 9
    assert remarks(report)["commentaires d’un commentaire qui n’est pas apporté"][0] == 3
    assert not db.session.query(Post).filter(Post.body.contains("secret@")).count()


def test_pictures_beside_are_found_by_their_path_or_their_name(file):
    picture(file.parent / "uploads/2019/03/plan.png")
    picture(file.parent / "media/une.png")
    picture(file.parent / "galerie.png")
    html = (
        f'Un mot.\n\n<a href="{UPLOADS}/2019/03/plan.png">'
        f'<img src="{UPLOADS}/2019/03/plan-300x200.png" alt="Le plan"></a>'
        f'\n\n[caption id="a"]<img src="{UPLOADS}/x/absente.png"> Sous l’image[/caption]'
        '\n\n[gallery ids="6"]\n\n[contact-form-7 id="1"] [sic]'
    )
    write_export(
        *(file, LEA, item(1, meta("_thumbnail_id", "5"), html=html)),
        attachment(4, f"{UPLOADS}/2019/03/plan.png"),
        attachment(5, f"{UPLOADS}/2020/une.png", meta("_wp_attachment_image_alt", "La une")),
        attachment(6, f"{UPLOADS}/galerie.png", parent=1),
        attachment(7, f"{UPLOADS}/notes.pdf"),
    )
    report = bring_export(file)
    [one] = articles()
    assert html_of(one).count("<img") == 2
    assert (one.cover_alt, kept_pictures()) == ("La une", ["cover", "post", "post"])
    assert "*Sous l’image*" in one.body
    assert "[sic]" in one.body
    assert f"]({UPLOADS}/x/absente.png)" in one.body
    assert counts_of(report, "attachment") == (4, 3, 1)
    assert counts_of(report, "picture") == (4, 3, 1)
    told = remarks(report)
    shortcodes = "codes entre accolades ou crochets que seul ce site sait remplir"
    assert told[shortcodes] == (1, ("contact-form-7",))


def test_paragraphs_and_blocks_of_both_editors_stay_what_they_are(file):
    classic = "Une ligne\nla suite\n\n<h2>Titre</h2>\nUn autre <b>mot</b>\n\n<pre>a\n\n\nb</pre>"
    blocks = '<!-- wp:paragraph {"a":1} -->\n<p>Un\nbloc</p>\n<!-- /wp:paragraph -->'
    write_export(file, LEA, item(1, html=classic), item(2, html=blocks))
    bring_export(file)
    first, second = articles()
    assert first.body.startswith("Une ligne  \nla suite\n\n## Titre".replace("  \n", "\n"))
    assert "```\na" in first.body
    assert second.body == "Un\nbloc"


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ({"wp__status": "draft"}, "brouillons"),
        ({"wp__status": "private"}, "privés"),
        ({"wp__status": "pending"}, "en attente de relecture là-bas"),
        ({"wp__status": "future"}, "à publier plus tard"),
        ({"wp__status": "trash"}, "à la corbeille"),
        ({"wp__status": "maison"}, "dans un état propre à ce site"),
        ({"wp__post_password": "secret"}, "protégés par un mot de passe"),
        ({"wp__post_date_gmt": "0000-00-00 00:00:00"}, "sans date"),
        ({"wp__post_date_gmt": "2999-01-01 00:00:00"}, "à publier plus tard"),
        ({"wp__post_id": "un"}, "sans numéro"),
        ({"html": "  "}, "sans aucun texte"),
        ({"html": "<!-- rien --><script>x</script>"}, "sans aucun texte"),
    ],
)
def test_what_not_everybody_could_read_is_left_out(file, others, reason):
    write_export(file, LEA, item(1, **others), item(2))
    report = bring_export(file)
    assert reasons(report, "post") == {reason: 1}
    assert len(articles()) == 1


def test_menus_and_other_kinds_are_counted(file):
    kinds = ("nav_menu_item", "nav_menu_item", "wp_block", "produit", "produit")
    write_export(
        file, *(item(n, wp__post_type=kind) for n, kind in enumerate(kinds, 1)), item(9), item(9)
    )
    report = bring_export(file)
    assert counts_of(report, "menu") == (2, 0, 2)
    other = next(line for line in report.lines if line.kind == "other")
    assert other.left_out[0].which == ("produit (2)", "wp_block")
    assert reasons(report, "post") == {"le même numéro une fois de plus": 1}


def test_links_to_articles_that_are_here_lead_to_them(file):
    html = (
        '<p><a href="https://ailleurs.example/2019/article-1/">a</a> <a href="/?p=1">b</a>'
        ' <a href="https://ailleurs.example/2019/article-9/">c</a></p>'
    )
    write_export(file, LEA, item(1, title="Le premier"), item(2, html=html))
    bring_export(file)
    html = html_of(article("Un article du blogue, le 2"))
    assert html.count('href="/blog/le-premier"') == 2
    assert 'href="https://ailleurs.example/2019/article-9/"' in html


def test_an_article_of_nobody_is_signed_by_the_site(file):
    write_export(file, item(1, dc__creator=""))
    report = bring_export(file)
    assert authors_of(articles()[0]) == ["Le blogue"]
    assert remarks(report)["articles sans autrice ni auteur"][0] == 1
