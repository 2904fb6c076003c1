"""Typography, addresses and names in running text."""

import pytest

from tests.text.html_of import html_of

pytestmark = pytest.mark.no_app

OUT = ' rel="nofollow ugc noopener"'
MAILTO = '<a href="mailto:{0}">{0}</a>'
THIN, WIDE = "\u202f", "\u00a0"


def linked(address: str) -> str:
    """Return the link to an address."""
    shown = address.replace("&", "&amp;")
    return f'<a href="{shown}" rel="nofollow ugc noopener">{shown}</a>'


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (
            "Ça va ? Oui ! Bien ; et toi : rien",
            f"Ça va{THIN}? Oui{THIN}! Bien{THIN}; et toi{WIDE}: rien",
        ),
        ("« Bonjour »", f"«{WIDE}Bonjour{WIDE}»"),
        ("<b>Vrai</b> ?", f"<b>Vrai</b>{THIN}?"),
        ("Déjà\u00a0? Collé?", "Déjà\u00a0? Collé?"),
        ("`a ? b : c`", "<code>a ? b : c</code>"),
    ],
)
def test_a_mark_never_begins_a_line(typed: str, shown: str) -> None:
    assert html_of(typed) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("typed", "before", "address", "after"),
    [
        ("Voir https://a.fr/b_c_d?e=1&copy=2.", "Voir ", "https://a.fr/b_c_d?e=1&copy=2", "."),
        ("(https://a.fr/b)", "(", "https://a.fr/b", ")"),
        ("https://a.fr/b_(c)", "", "https://a.fr/b_(c)", ""),
        ("**https://a.fr**", "<strong>", "https://a.fr", "</strong>"),
        ("«https://a.fr», vu", "«", "https://a.fr", "», vu"),
        ("https://élan.fr/été !", "", "https://élan.fr/été", f"{THIN}!"),
        ("https://a.fr/wiki/B_ et", "", "https://a.fr/wiki/B_", " et"),
        ("Voir https://a.fr/_b_.", "Voir ", "https://a.fr/_b_", "."),
        ("_https://a.fr/_ !", "<em>", "https://a.fr/", f"</em>{THIN}!"),
        ("_voir https://a.fr/b_", "<em>voir ", "https://a.fr/b", "</em>"),
        ("Https://a.fr/B", "", "Https://a.fr/B", ""),
    ],
)
def test_a_bare_address_is_a_link(typed: str, before: str, address: str, after: str) -> None:
    assert html_of(typed) == f"<p>{before}{linked(address)}{after}</p>"


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Voir www.a.fr/b_c_d.", 'Voir <a href="https://www.a.fr/b_c_d"{}>www.a.fr/b_c_d</a>.'),
        ("Www.a.fr", '<a href="https://Www.a.fr"{}>Www.a.fr</a>'),
        ("*www.a.fr*", '<em><a href="https://www.a.fr"{}>www.a.fr</a></em>'),
        ("à jean_luc_b@a-b.fr.", 'à <a href="mailto:jean_luc_b@a-b.fr">jean_luc_b@a-b.fr</a>.'),
        ("<moi@a.fr>, Moi@a.fr", f"{MAILTO.format('moi@a.fr')}, {MAILTO.format('Moi@a.fr')}"),
    ],
)
def test_an_address_without_its_beginning_and_a_mailbox_are_links(typed: str, html: str) -> None:
    assert html_of(typed) == f"<p>{html.format(OUT)}</p>"


@pytest.mark.parametrize(
    "typed",
    [
        *("xhttps://a.fr", "https://", "https://... ", "ftp://a.fr", "www", "www.", "www.a"),
        *("a.www.b.fr", "`www.a.fr`", "`moi@a.fr`", "moi@a", "@a.fr", "moi@a.fr@b", "a@b@c.fr"),
    ],
)
def test_what_is_no_address_is_no_link(typed: str) -> None:
    assert "<a" not in html_of(typed)


def test_known_people_are_linked_and_others_are_not() -> None:
    assert html_of("@Lea, @karim et @ines.", "lea", "ines") == (
        '<p><a class="mention" href="/membres/lea">@Lea</a>, @karim et '
        '<a class="mention" href="/membres/ines">@ines</a>.</p>'
    )


@pytest.mark.parametrize(
    "typed",
    [
        "`@lea`",
        "```\n@lea\n```",
        "[@lea](/x)",
        "moi@lea.fr",
        "https://a.fr/@lea",
        "@lea@a.fr",
        "<kbd>@lea</kbd>",
    ],
)
def test_nobody_is_linked_in_code_or_addresses(typed: str) -> None:
    assert "mention" not in html_of(typed, "lea")


def test_a_name_with_underscores_is_not_emphasis() -> None:
    assert '">@a_b_c</a>' in html_of("_@a_b_c_", "a_b_c")
