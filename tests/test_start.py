"""What stands in the way of a start is said in one sentence, and the start fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config import BadSetting, Config
from tests.machine import free_port
from tests.tree import ROOT

pytestmark = pytest.mark.no_app


def _start(folder: Path) -> None:
    Config.from_env({"DATA_DIR": str(folder)})


def test_a_folder_that_nobody_can_write_to_stops_the_start(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    with pytest.raises(BadSetting, match=r"^DATA_DIR: .*/file cannot be written to: File exists$"):
        _start(tmp_path / "file")

    def refuse(*_how: object, **_more: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("config.NamedTemporaryFile", refuse)
    with pytest.raises(BadSetting, match=r"cannot be written to: Read-only file system$"):
        _start(tmp_path)


def test_a_full_disk_stops_the_start(tmp_path, monkeypatch):
    least = 8 * 1024 * 1024
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage._replace(free=least - 1))
    with pytest.raises(BadSetting, match=r"^DATA_DIR: the disk of .* is full; at least 8 MB are"):
        _start(tmp_path)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage._replace(free=least))
    _start(tmp_path)


def test_a_database_of_another_user_stops_the_start(tmp_path, monkeypatch):
    database = tmp_path / "entraide.sqlite"
    database.touch()
    _start(tmp_path)
    may = os.access
    monkeypatch.setattr("os.access", lambda path, how: path != database and may(path, how))
    with pytest.raises(BadSetting, match=r"entraide\.sqlite belongs to another user"):
        _start(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [("flask", "--app", "wsgi", "prepare"), ("gunicorn", "wsgi:app")],
    ids=["prepare", "serve"],
)
def test_whoever_starts_it_reads_a_sentence_and_no_trace(tmp_path, command):
    (tmp_path / "file").touch()
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={
            **os.environ,
            "DATA_DIR": str(tmp_path / "file"),
            "REDIS_URL": "",
            "PORT": str(free_port()),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 4
    assert done.stderr.count("DATA_DIR: ") == 1
    assert "Traceback" not in done.stderr
