"""The commands that import blogs, as somebody types them."""

import click
import pytest
from click.testing import Result
from flask import Flask

from app.imports import cli
from tests.imports.blogs import articles, author, item, write, write_export


@pytest.fixture
def run(app: Flask):
    """Return what somebody types after `flask`."""

    def type_in(*words: object) -> Result:
        return app.test_cli_runner().invoke(args=[*map(str, words)])

    return type_in


@pytest.fixture
def reports(app):
    """Return where reports are kept."""
    return app.config["SETTINGS"].data_dir / "imports"


def test_a_folder_is_imported_and_the_report_is_kept_with_all_its_names(run, tmp_path, reports):
    for number in range(12):
        fields = f"title: Un article {number}\ndate: 2019-01-{number + 1:02}\ndraft: {number > 1}\n"
        write(tmp_path / "carnet", f"{number:02}.md", f"Le texte {number}.", fields=fields)
    told = run("import-articles", tmp_path / "carnet")
    assert told.exit_code == 0, told.output
    kept = (reports / "carnet.txt").read_text("utf-8")
    rows = [line.split() for line in kept.splitlines()]
    assert "Import de «\u00a0carnet\u00a0» dans le blog" in kept
    assert ["Fichiers", "Markdown", "12", "2", "0", "10"] in rows
    assert ("    11.md" in kept, "    11.md" in told.output) == (True, False)
    assert "… et 2 de plus, nommés dans le fichier." in told.output
    assert len(articles()) == 2


def test_an_export_is_imported_under_the_name_of_its_file(run, tmp_path, reports):
    file = write_export(tmp_path / "blogue.xml", author("lea", "Léa", 1), item(1), item(2))
    told = run("import-wordpress", file)
    assert told.exit_code == 0, told.output
    assert "Articles" in (reports / "blogue.txt").read_text("utf-8")
    assert not list(reports.glob("*.staging"))
    assert run("import-wordpress", file, "--source", "encore").exit_code == 0
    assert len(articles()) == 4


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("import-articles", "/nulle/part"), "Il n’y a pas de dossier /nulle/part."),
        (("import-wordpress", "/nulle/part.xml"), "Il n’y a pas de fichier /nulle/part.xml."),
        (("import-articles", "/dev", "--site", "ailleurs"), "--site attend une adresse"),
    ],
)
def test_what_is_mistyped_is_said_in_a_sentence(run, words, sentence):
    told = run(*words)
    assert told.exit_code == 1
    assert sentence in told.output
    assert "rien n’a été apporté" in told.output


def test_a_folder_without_articles_and_a_file_that_is_no_export_are_refused(run, tmp_path):
    (tmp_path / "vide").mkdir()
    assert "pas de fichier Markdown" in run("import-articles", tmp_path / "vide").output
    (tmp_path / "page.xml").write_text("<html/>", "utf-8")
    assert "pas un export de WordPress" in run("import-wordpress", tmp_path / "page.xml").output


@pytest.mark.parametrize("signal", [KeyboardInterrupt, click.Abort])
def test_ctrl_c_says_how_to_go_on(run, tmp_path, monkeypatch, signal):
    def stop(*_args: object, **_more: object) -> None:
        raise signal

    monkeypatch.setattr(cli, "import_folder", stop)
    told = run("import-articles", tmp_path, "--site", "https://a.example")
    assert told.exit_code == 130
    assert f"flask import-articles {tmp_path} --site https://a.example" in told.output
