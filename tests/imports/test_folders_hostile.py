"""Folders that are wrong, or mean harm: refused file by file, each with its reason."""

import os

import pytest

from app.imports.texts.report import report_text
from tests.imports.blogs import (
    BODY,
    FIELDS,
    articles,
    bring_folder,
    html_of,
    kept_pictures,
    picture,
    reasons,
    write,
)
from tests.imports.bringing import counts_of

ALIASES = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"


@pytest.fixture
def folder(tmp_path):
    """Return a folder with one good article."""
    write(tmp_path / "carnet", "bon.md")
    return tmp_path / "carnet"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ("- une\n- liste\n", "dont l’en-tête ne nomme aucun champ"),
        ("titre\n", "dont l’en-tête ne nomme aucun champ"),
        ("title: [\n", "dont l’en-tête est illisible"),
        ("title: a\x00b\n", "dont l’en-tête est illisible"),
        (ALIASES, "dont l’en-tête est illisible"),
        ("a: " + "[" * 5000 + "\n", "dont l’en-tête est illisible"),
        ("? [a]\n: b\n", "dont l’en-tête est illisible"),
        ("a: " + "b" * 70_000 + "\n", "dont l’en-tête n’en finit pas"),
    ],
)
def test_fields_that_cannot_be_read_cost_only_their_file(folder, fields, reason):
    write(folder, "mauvais.md", fields=fields)
    report = bring_folder(folder)
    assert counts_of(report, "article") == (2, 1, 1)
    assert reasons(report, "article") == {reason: 1}


def test_nothing_in_yaml_becomes_anything_but_words(folder):
    fields = "title: !!python/object/apply:os.system [echo]\ndate: 2019-01-01\nauthor: !!int x\n"
    write(folder, "b.md", f"{BODY} Bis.", fields=fields)
    bring_folder(folder)
    assert sorted(one.title for one in articles()) == ["Un article du carnet", "echo"]


def test_files_that_are_no_text_are_refused(folder):
    (folder / "latin.md").write_bytes("---\ntitle: Été\n---\nÉté".encode("latin-1"))
    (folder / "lourd.md").write_text("x" * (1024 * 1024 + 1), "utf-8")
    (folder / os.fsdecode(b"nom-\xe9.md")).write_text(BODY, "utf-8")
    (folder / os.fsdecode(b"nom-\xe9.png")).write_bytes(b"x")
    report = bring_folder(folder)
    assert reasons(report, "article") == {
        "pas en UTF-8": 1,
        "beaucoup trop longs pour un article": 1,
        "dont le nom est illisible": 1,
    }
    assert reasons(report, "file") == {"dont le nom est illisible": 1}


def test_no_link_leads_out_of_the_folder(folder, tmp_path):
    secret = picture(tmp_path / "secret.png")
    (tmp_path / "secret.md").write_text("Un secret.", "utf-8")
    (tmp_path / "ailleurs").mkdir()
    write(tmp_path / "ailleurs", "loin.md", "Loin.")
    (folder / "lien.md").symlink_to(tmp_path / "secret.md")
    (folder / "lien.png").symlink_to(secret)
    (folder / "dossier").symlink_to(tmp_path / "ailleurs")
    os.mkfifo(folder / "tuyau.md")
    body = (
        f"{BODY}\n\n![a](lien.png) ![b](../secret.png) ![c](../../../../etc/passwd) ![d]({secret})"
    )
    write(folder, "b.md", body, fields=f"{FIELDS}image: ../secret.png\n")
    report = bring_folder(folder)
    assert kept_pictures() == []
    assert not any("secret." in html_of(one) and "<img" in html_of(one) for one in articles())
    assert reasons(report, "article") == {"liens qui mènent hors du dossier, ou nulle part": 2}
    assert reasons(report, "file") == {"liens qui mènent hors du dossier, ou nulle part": 1}
    assert counts_of(report, "picture")[1] == 0


def test_pictures_that_are_none_are_refused_one_by_one(folder):
    picture(folder / "bonne.png")
    (folder / "fausse.png").write_bytes(b"<?php ?>")
    (folder / "dessin.svg").write_text("<svg onload='alert(1)'/>", "utf-8")
    (folder / "lourde.png").write_bytes(b"\x89PNG" + b"0" * (12 * 1024 * 1024))
    names = ("bonne.png", "fausse.png", "dessin.svg", "lourde.png")
    body = f"{BODY}\n\n" + "\n\n".join(f"![Image]({name})" for name in names)
    write(folder, "b.md", body, fields=f"{FIELDS}image: fausse.png\n")
    first = bring_folder(folder)
    assert counts_of(first, "picture") == (4, 1, 3)
    assert kept_pictures() == ["post"]
    again = bring_folder(folder)
    assert reasons(again, "picture") == reasons(first, "picture")
    assert counts_of(again, "picture") == (4, 1, 3)


def test_more_pictures_than_a_member_may_send_in_a_day(folder, monkeypatch):
    monkeypatch.setattr("app.media.services.PICTURES_PER_DAY", "1 per day")
    names = [picture(folder / f"{number}.png").name for number in range(3)]
    write(folder, "b.md", BODY + "".join(f"\n\n![Image]({name})" for name in names))
    assert counts_of(bring_folder(folder), "picture") == (3, 3, 0)


def test_the_same_text_in_two_files_is_one_article(folder):
    write(folder, "copie/bon.md")
    report = bring_folder(folder)
    assert counts_of(report, "article") == (2, 1, 1)
    assert reasons(report, "article") == {"le même texte une fois de plus": 1}


def test_names_are_plain_characters_in_the_report(folder):
    write(folder, "b.md", f"{BODY} Bis.", fields=FIELDS + '"\\e[31mrouge\\nfaux": x\n')
    told = report_text(bring_folder(folder))
    assert "\x1b" not in told
    assert "    [31mrouge faux" in told.splitlines()
