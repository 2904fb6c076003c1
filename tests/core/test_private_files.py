"""Whatever is written into the data folder is for the program alone."""

import shlex
import stat
import subprocess
import sys
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
import requests
from PIL import Image

from config import Config
from tests.machine import answers, free_port, running
from tests.tree import ROOT

pytestmark = pytest.mark.no_app

PASSWORD = "un mot de passe assez long"


def _open_to_others(folder: Path) -> dict[str, str]:
    """Return what in a folder, itself included, other users of the machine may enter or read."""
    return {
        str(path.relative_to(folder)): oct(stat.S_IMODE(path.stat().st_mode))
        for path in (folder, *folder.rglob("*"))
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    }


def _command(folder: Path, port: int, *words: str) -> list[str]:
    """Return a command run with the settings of a site by somebody whose files all may read."""
    settings = {"DATA_DIR": folder, "PORT": port, "ADMIN_PASSWORD": PASSWORD, "LIMITS": "off"}
    given = shlex.join([*(f"{name}={value}" for name, value in settings.items()), *words])
    return ["sh", "-c", f"umask 0; exec env {given}"]


def _picture() -> BytesIO:
    """Return a picture, as a browser sends it."""
    file = BytesIO()
    Image.new("RGB", (64, 48)).save(file, "PNG")
    file.seek(0)
    return file


@pytest.mark.slow
def test_a_used_data_folder_shows_nothing_to_others(tmp_path: Path):
    folder, port = tmp_path / "made" / "data", free_port()
    prepare = _command(folder, port, sys.executable, "-m", "flask", "--app", "wsgi", "prepare")
    subprocess.run(prepare, check=True, cwd=ROOT, capture_output=True)
    serve = _command(folder, port, sys.executable, "-m", "gunicorn", "wsgi:app")
    log = tmp_path / "log"
    with running(serve, is_ready=partial(answers, port), log=log), requests.Session() as browser:
        site = f"http://127.0.0.1:{port}"
        known = {"email": "admin@entraide.localhost", "password": PASSWORD}
        assert browser.post(f"{site}/connexion", data=known, timeout=30).status_code == 200
        sent = {"picture": ("photo.png", _picture(), "image/png")}
        assert browser.post(f"{site}/medias", files=sent, timeout=30).status_code == 200
        browser.post(f"{site}/mot-de-passe-oublie", data={"email": known["email"]}, timeout=30)
        assert _open_to_others(folder) == {}
        there = {path.relative_to(folder).parts[0] for path in folder.rglob("*")}
    assert {"entraide.sqlite", "letters", "media", "secret_key", "vapid_key"} <= there
    assert _open_to_others(folder) == {}


def test_a_folder_that_was_open_is_closed(tmp_path: Path):
    tmp_path.chmod(0o755)
    Config.from_env({"DATA_DIR": str(tmp_path)})
    assert _open_to_others(tmp_path) == {}
