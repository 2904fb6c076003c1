"""The command, as somebody types it."""

import fcntl

import click
import pytest
from click.testing import Result
from flask import Flask

from app.imports import cli
from tests.factories.groups import make_group
from tests.imports.bringing import posts_of, threads
from tests.imports.dumps import answer, question, user, write_dump


@pytest.fixture
def run(app: Flask):
    """Return what somebody types after `flask import-qa`."""

    def type_in(*words: object) -> Result:
        return app.test_cli_runner().invoke(args=["import-qa", *map(str, words)])

    return type_in


@pytest.fixture
def folder(tmp_path):
    """Return a dump, in a folder named after its site."""
    return write_dump(
        tmp_path / "ailleurs.example",
        Users=[user(1, "Léa")],
        Posts=[question(1), answer(2, 1)],
    )


@pytest.fixture
def reports(app):
    """Return where reports are kept."""
    return app.config["SETTINGS"].data_dir / "imports"


def test_it_tells_what_it_did_and_keeps_the_report(run, folder, reports):
    make_group(slug="accueil", name="Accueil")
    told = run(folder, "--group", "accueil")
    assert told.exit_code == 0, told.output
    report = (reports / "ailleurs-example.txt").read_text("utf-8")
    assert report in told.output
    assert "Import de «\u00a0ailleurs-example\u00a0» dans le groupe «\u00a0Accueil\u00a0»" in report
    assert ["Questions", "1", "1", "0", "0"] in [line.split() for line in report.splitlines()]
    assert "--site" not in report
    assert "https://ailleurs.example/q/1" in posts_of(threads()[0])[0].html
    assert [path.suffix for path in reports.glob("ailleurs-example.*")].count(".staging") == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--group", "nulle-part"), "Il n’y a pas de groupe"),
        (("--group", "accueil", "--site", "ailleurs"), "--site attend une adresse"),
        (("--group", "accueil", "--site", "https://a.example/(x)"), "--site attend une adresse"),
    ],
)
def test_what_is_mistyped_is_said_in_a_sentence(run, folder, words, sentence):
    make_group(slug="accueil")
    told = run(folder, *words)
    assert told.exit_code == 1
    assert sentence in told.output
    assert "rien n’a été apporté" in told.output
    assert threads() == []


def test_a_folder_without_posts_is_refused(run, tmp_path):
    make_group(slug="accueil")
    told = run(tmp_path, "--group", "accueil")
    assert (told.exit_code, "Il n’y a pas de fichier Posts.xml" in told.output) == (1, True)


def test_a_damaged_file_names_its_line_and_brings_nothing(run, folder):
    make_group(slug="accueil")
    comments = folder / "Comments.xml"
    comments.write_text('<comments>\n<row Id="1"\n', "utf-8")
    told = run(folder, "--group", "accueil")
    assert told.exit_code == 1
    assert "Comments.xml, ligne 2" in told.output
    assert threads() == []
    comments.unlink()
    assert run(folder, "--group", "accueil").exit_code == 0
    assert len(threads()) == 1


@pytest.mark.parametrize("signal", [KeyboardInterrupt, click.Abort])
def test_ctrl_c_says_how_to_go_on(run, folder, monkeypatch, signal):
    make_group(slug="accueil")

    def stop(*_args: object, **_more: object) -> None:
        raise signal

    monkeypatch.setattr(cli, "import_dump", stop)
    told = run(folder, "--group", "accueil", "--source", "essai")
    assert told.exit_code == 130
    assert f"flask import-qa {folder} --group accueil --source essai" in told.output


def test_a_hidden_group_can_be_named(run, folder):
    make_group(slug="secret", visibility="hidden")
    assert run(folder, "--group", "secret").exit_code == 0
    assert len(threads()) == 1


def test_two_imports_of_one_dump_do_not_run_at_once(run, folder, reports):
    make_group(slug="accueil")
    reports.mkdir(parents=True, exist_ok=True)
    with (reports / "ailleurs-example.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        told = run(folder, "--group", "accueil")
    assert (told.exit_code, "en cours d’import" in told.output) == (1, True)


def test_the_report_says_what_was_left_out_and_asks_for_the_address_it_lacks(run, tmp_path):
    make_group(slug="accueil")
    folder = write_dump(
        tmp_path / "essai",
        Users=[user(1, "Léa")],
        Posts=[question(1), answer(2, 1), answer(3, 999)],
    )
    told = run(folder, "--group", "accueil")
    assert told.exit_code == 0, told.output
    assert "Ce qui a été laissé, et pourquoi" in told.output
    assert "--site" in told.output
    assert [len(posts_of(thread)) for thread in threads()] == [2]


def test_an_address_that_was_given_is_named_under_each_text(run, folder):
    make_group(slug="accueil")
    told = run(folder, "--group", "accueil", "--site", " https://la.example/forum/ ")
    assert told.exit_code == 0, told.output
    assert "https://la.example/forum/q/1" in posts_of(threads()[0])[0].html


def test_a_file_that_cannot_be_read_is_said_in_a_sentence(run, folder, monkeypatch):
    make_group(slug="accueil")

    def fail(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cli, "import_dump", fail)
    told = run(folder, "--group", "accueil")
    assert (told.exit_code, "No space left on device" in told.output) == (1, True)
