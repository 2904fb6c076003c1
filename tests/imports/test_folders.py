"""A folder of Markdown becomes articles, with their authors, dates and pictures."""

from datetime import UTC, datetime

import pytest

from app.accounts.models import Account
from app.blog.enums import ArticleState
from app.core.db import db
from app.notices.models import Activity
from tests.imports.blogs import (
    BODY,
    FIELDS,
    article,
    articles,
    authors_of,
    bring_folder,
    comments_of,
    html_of,
    kept_pictures,
    picture,
    reasons,
    remarks,
    write,
)
from tests.imports.bringing import account_named, counts_of


@pytest.fixture
def folder(tmp_path):
    """Return a folder for a blog."""
    return tmp_path / "carnet"


def test_an_article_comes_as_everybody_read_it(folder):
    fields = FIELDS + (
        "description: Ce qu’on apprend en lisant cet article.\n"
        "categories: [Vie associative, Local]\ntags: [Vélo, ville]\nweight: 3\n"
    )
    write(folder, "2019/mon-article.md", f"{BODY}\n\n## Suite\n\nLa *suite*.", fields=fields)
    report = bring_folder(folder)
    [one] = articles()
    assert (one.title, one.summary) == (
        "Un article du carnet",
        "Ce qu’on apprend en lisant cet article.",
    )
    assert (one.category, one.tags) == ("Vie associative", "vélo, ville")
    assert one.published_at == datetime(2019, 3, 2, tzinfo=UTC)
    assert (one.state, one.slug) == (ArticleState.PUBLISHED, "un-article-du-carnet")
    assert authors_of(one) == ["Léa Martin"]
    assert "<em>suite</em>" in html_of(one)
    assert db.session.query(Activity).count() == 0
    assert counts_of(report, "article") == (1, 1, 0)
    told = remarks(report)
    assert told["champs d’en-tête qui ne veulent rien dire ici"] == (1, ("weight",))
    assert told["articles qui avaient d’autres catégories"][1] == ("2019/mon-article.md: Local",)


def test_toml_jekyll_and_plain_files_are_understood(folder):
    write(folder, "2015-04-22-un-billet.md", fields="title: Billet\nauteur: Karim \n")
    toml = '+++\ntitle = "En TOML"\ndate = 2018-05-06T10:00:00Z\nauthors = ["Léa", "Ana"]\n+++\n'
    (folder / "toml.md").write_text(toml + BODY, "utf-8")
    (folder / "2017-01-02-nu.markdown").write_text(f"# Le vrai titre\n\n{BODY}\n", "utf-8")
    (folder / "2016-01-02-sans-aucun-titre.md").write_text(BODY, "utf-8")
    bring_folder(folder)
    found = [(one.title, f"{one.published_at:%Y-%m-%d}", authors_of(one)) for one in articles()]
    assert found == [
        ("Billet", "2015-04-22", ["Karim"]),
        ("Sans aucun titre", "2016-01-02", ["Collectif"]),
        ("Le vrai titre", "2017-01-02", ["Collectif"]),
        ("En TOML", "2018-05-06", ["Léa", "Ana"]),
    ]
    assert "vrai titre" not in html_of(articles()[2])


@pytest.mark.parametrize(
    ("names", "byline"),
    [
        ("Léa Martin et Karim", ["Léa Martin", "Karim"]),
        ("Ana, Zoé, Léa et Bob & Eva / Luc", ["Ana", "Zoé", "Léa", "Bob", "Eva", "Luc"]),
        ("Léa  Martin, LÉA MARTIN", ["Léa Martin"]),
        ("", ["Collectif"]),
    ],
)
def test_names_in_one_line_are_people_in_the_order_of_the_byline(folder, names, byline):
    write(folder, "a.md", fields=f'title: Un article\ndate: 2019-01-01\nauthor: "{names}"\n')
    bring_folder(folder)
    assert authors_of(articles()[0]) == byline


def test_the_same_name_is_the_same_person_without_password_or_address(folder):
    write(folder, "a.md", fields=FIELDS)
    write(folder, "b.md", f"{BODY} Bis.", fields=FIELDS.replace("Léa Martin", " léa  martin "))
    report = bring_folder(folder, address="https://carnet.example")
    lea = account_named("Léa Martin")
    assert db.session.query(Account).count() == 1
    assert (lea.email, lea.password_hash) == (None, None)
    assert lea.created_at == datetime(2019, 3, 2, tzinfo=UTC)
    assert lea.sentence.endswith("https://carnet.example")
    assert counts_of(report, "person") == (1, 1, 0)


@pytest.mark.parametrize(
    ("fields", "name", "reason"),
    [
        ("draft: true\n", "a.md", "brouillons"),
        ("published: false\n", "a.md", "brouillons"),
        ("", "_drafts/a.md", "brouillons"),
        ("status: private\n", "a.md", "privés"),
        ("publishdate: 2999-01-01\n", "a.md", "à publier plus tard"),
        ("expirydate: 2019-04-01\n", "a.md", "à lire jusqu’à une date passée"),
        ("password: secret\n", "a.md", "protégés par un mot de passe"),
    ],
)
def test_what_not_everybody_could_read_is_left_out(folder, fields, name, reason):
    write(folder, name, fields=FIELDS + fields)
    report = bring_folder(folder)
    assert articles() == []
    assert reasons(report, "article") == {reason: 1}
    assert reasons(report, "person") == {}


def test_lists_and_empty_files_are_left_out_but_not_a_text_above_a_list(folder):
    write(folder, "_index.md", fields="title: Tous les articles\n")
    write(folder, "dossier/_index.md")
    write(folder, "vide.md", "\n")
    report = bring_folder(folder)
    assert reasons(report, "article") == {
        "listes d’articles, qui se font ici toutes seules": 1,
        "sans aucun texte": 1,
    }
    assert len(articles()) == 1


def test_pictures_beside_come_along_and_others_are_named(folder):
    picture(folder / "billet/plan.jpg", kind="JPEG")
    picture(folder / "billet/une.png")
    picture(folder / "billet/photos/a.png")
    picture(folder / "billet/photos/b.png", colour="red")
    picture(folder / "billet/oubliee.png")
    (folder / "billet/notes.pdf").write_bytes(b"%PDF")
    body = (
        f'{BODY}\n\n![Le plan](plan.jpg)\n\n{{{{< image src="plan.jpg" caption="Encore" >}}}}\n\n'
        '{{< gallery "photos" >}}\n\n![](absente.png)\n\n![De loin](https://loin.example/x.png)\n'
    )
    write(folder, "billet/index.md", body, fields=f"{FIELDS}image: une.png\nimage_alt: La une\n")
    report = bring_folder(folder)
    [one] = articles()
    assert html_of(one).count("<img") == 4
    assert 'alt="Un article du carnet"' in html_of(one)
    assert (bool(one.cover), one.cover_alt) == (True, "La une")
    assert kept_pictures() == ["cover", "post", "post", "post"]
    assert '<a href="https://loin.example/x.png"' in html_of(one)
    assert counts_of(report, "picture") == (6, 4, 2)
    assert reasons(report, "picture") == {
        "pas à côté, ou pas sous ce nom": 1,
        "sur d’autres sites": 1,
    }
    assert counts_of(report, "file") == (6, 4, 2)


def test_a_long_article_goes_on_in_comments_of_the_same_person(folder):
    write(folder, "long.md", "\n\n".join(f"Paragraphe {n}. {'mot ' * 90}" for n in range(120)))
    report = bring_folder(folder)
    [one] = articles()
    more = comments_of(one)
    assert len(one.body) <= 20_000
    assert [post.parent_id for post in more] == [None, more[0].id]
    assert {post.author_id for post in more} == {account_named("Léa Martin").id}
    assert "Paragraphe 119." in more[-1].body
    assert len(remarks(report)) == 1


def test_titles_summaries_and_tags_are_made_to_fit(folder):
    long = "Un titre " + "vraiment " * 30 + "long"
    fields = f"title: {long}\ndate: 2019-01-01\nauthor: Léa\ntags: [a, b, c, d, e, f, g]\n"
    write(
        folder,
        "a.md",
        "Court.\n\n" + "Un paragraphe qui dit de quoi on parle ici. " * 20,
        fields=fields,
    )
    write(folder, "b.md", "Bref.", fields="title: Bref\ndate: 2019-02-01\nauthor: Léa\n")
    report = bring_folder(folder)
    first, second = articles()
    assert len(first.title) <= 150
    assert first.body.startswith(long)
    assert first.tags == "a, b, c, d, e"
    assert 20 <= len(first.summary) <= 400
    assert second.summary == "Un article venu d’ailleurs\u00a0: Bref"
    told = remarks(report)
    assert told["articles aux mots-clés trop nombreux ou trop longs"] == (1, ("a.md: f, g",))


def test_dates_that_are_none_become_the_date_of_the_file(folder):
    write(folder, "a.md", fields="title: Jamais\ndate: 2021-02-30\nauthor: Léa\n")
    write(folder, "b.md", f"{BODY} Bis.", fields="title: Au jour\ndate: 15/04/2018\nauthor: Léa\n")
    report = bring_folder(folder)
    assert article("Au jour").published_at == datetime(2018, 4, 15, tzinfo=UTC)
    assert f"{article('Jamais').published_at:%Y}" >= "2024"
    assert remarks(report)["articles sans date lisible"] == (1, ("a.md",))
