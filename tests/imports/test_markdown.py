"""What Hugo, Jekyll and HTML say in a text, said in our Markdown."""

import pytest

from tests.imports.blogs import (
    BODY,
    article,
    articles,
    bring_folder,
    html_of,
    remarks,
    write,
)


@pytest.fixture
def made(tmp_path):
    """Return what becomes of a text, and what the report says of it."""

    def bring(body: str, address: str = ""):
        write(tmp_path / "carnet", "a.md", f"{BODY}\n\n{body}\n")
        report = bring_folder(tmp_path / "carnet", address=address)
        return articles()[0].body.partition(BODY)[2].strip(), remarks(report)

    return bring


@pytest.mark.parametrize(
    ("typed", "here"),
    [
        (
            "{{< youtube abc_DEF-12 >}}",
            "[À voir sur youtube.com](https://www.youtube.com/watch?v=abc_DEF-12)",
        ),
        ('{{<vimeo "123">}}', "[À voir sur vimeo.com](https://vimeo.com/123)"),
        (
            '<iframe src="//player.vimeo.com/video/12?x=1" width="1"></iframe>',
            "[À voir sur vimeo.com](https://www.vimeo.com/12)",
        ),
        ("Avant {{% inconnu a=1 %}}dedans{{% /inconnu %}} après", "Avant dedans après"),
        ("a {% include x.html %}b{{ page.title }}{: .centre}", "a b"),
        ("<div class='x'>\n<p>Un <b style='x'>mot</b></p>\n</div>", "Un **mot**"),
        ("Un <span style='x'>mot</span> <u>de</u> <br/>plus", "Un mot <u>de</u> <br>plus"),
        (
            'Voir <a href="https://b.example/(x)" target="_blank">là</a>.',
            "Voir [là](https://b.example/%28x%29).",
        ),
        ("Rien<script>alert(1)</script><style>p{}</style> de plus", "Rien de plus"),
        ("Caché <!-- ne pas\n\npublier --> non", "Caché  non"),
        ("## Titre {#ancre}", "## Titre"),
        ("Voir [plus bas](#ancre).", "Voir plus bas."),
        (
            "[un][x] et [y]\n\n[x]: ./ailleurs.pdf\n[y]: https://y.example",
            "un et [y]\n\n[y]: https://y.example",
        ),
        (
            "{% highlight html %}\n<p>{{< x >}}</p>\n{% endhighlight %}",
            "```\n<p>{{< x >}}</p>\n```",
        ),
        ("`{{< x >}}` et `<p>`", "`{{< x >}}` et `<p>`"),
        ("```\n![a](b.png) <p>\n```", "```\n![a](b.png) <p>\n```"),
        (
            "1 < 2 et <moi@b.example> et <https://b.example>",
            "1 < 2 et <moi@b.example> et <https://b.example>",
        ),
        ("<table><tr><th>A</th></tr>\n\n<tr><td>1</td></tr></table>", "| A |\n| --- |\n| 1 |"),
    ],
)
def test_a_text_says_here_what_it_said_there(made, typed, here):
    assert made(typed)[0] == here


def test_what_is_dropped_is_counted_by_name(made):
    text, told = made(
        "{{< dossier id=1 >}}{{< dossier id=2 >}}{{< gallery vide >}}<svg><path/></svg>"
        '{% bidule %}\n\n{{< image src="là.png" caption="Un plan" >}}\n\n[ici](autre.pdf)'
    )
    assert text == "*Un plan*\n\nici"
    names = {what: which for what, (_count, which) in told.items()}
    assert names["codes entre accolades ou crochets que seul ce site sait remplir"] == (
        *("dossier (2)", "bidule"),
    )
    assert names["galeries dont aucune image n’est à côté"] == ("a.md: vide",)
    assert names["balises HTML qui n’ont pas de place ici"] == ("svg",)
    assert names["liens vers ce qui n’est pas apporté"] == ("a.md: autre.pdf",)


def test_links_between_articles_lead_to_them(tmp_path):
    folder = tmp_path / "carnet"
    old = "title: Le premier article\ndate: 2018-01-01\nauthor: Léa\naliases: [/vieux/chemin/]\n"
    write(folder, "2018/premier/index.md", fields=old)
    links = (
        '[a]({{< relref "2018/premier" >}}) [b](../2018/premier/)'
        " [c](/blog/2018/le-premier-article)"
        " [d](/vieux/chemin) [e](2020-01-01-dernier.md) [f]({% post_url 2020-01-01-dernier %})"
        " [g]({{site.baseurl}}/page-inconnue)"
    )
    write(folder, "2019/deux.md", f"{BODY}\n\n{links}")
    write(
        folder, "2019/2020-01-01-dernier.md", f"{BODY} Fin.", fields="title: Dernier\nauthor: Léa\n"
    )
    report = bring_folder(folder)
    html = html_of(article("Un article du carnet"))
    assert html.count('href="/blog/le-premier-article"') == 4
    assert html.count("<a ") == 4
    told = remarks(report)
    assert told["liens vers des articles parus plus tard"][0] == 2
    assert told["liens vers ce qui n’est pas apporté"][0] == 1
    assert bring_folder(folder).remarks == report.remarks


def test_with_the_address_of_the_site_links_lead_back_to_it(made):
    text, told = made("[x](/dossiers/x.pdf) [y](//z.example/y)", address="https://carnet.example")
    assert text == "[x](https://carnet.example/dossiers/x.pdf) [y](https://z.example/y)"
    assert told == {}


def test_html_cannot_do_harm(made):
    made(
        '<a href="javascript:alert(1)">x</a> <img src="x" onerror="alert(1)">'
        "[y](javascript:alert(1))\n\n"
        '<p onclick="alert(1)">z</p>\n\n<script>alert(1)\n\n{{< youtube "\\"><script>" >}}'
    )
    html = html_of(articles()[0])
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert "onclick=" not in html


def test_marks_that_somebody_typed_are_no_marks(made):
    assert made("\ue0000\ue001 et \ue00099\ue001")[0] == "0 et 99"


@pytest.mark.parametrize(
    "piece",
    [
        *("<a ", "<script>", "{{< a ", "<!-- ", "![a](", "[a](", "<table>\n", "<div>\n\n", "{% a "),
        *("[a][b]", "`", "<img src=", "[caption]", '{{< image src="'),
    ],
)
def test_texts_made_to_take_time_do_not(made, piece):
    made(piece * 2000)
    assert len(articles()) == 1
