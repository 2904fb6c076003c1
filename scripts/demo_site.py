"""A site with the demonstration community, served for as long as somebody looks at it.

Journeys, Lighthouse and the pictures of the README all meet the same site.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
_PROGRAMS = Path(sys.executable).parent
_PATIENCE_SECONDS = 60
_NO_BROWSER = "no Chromium here: `make test` installs it on Debian"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site as people meet it."""

    url: str
    data_dir: Path
    environ: Mapping[str, str]
    """Of the server."""


class DidNotStart(Exception):
    """The site did not answer in time; the text is what it printed."""


@contextmanager
def demo_site(folder: Path, *, module: str = "wsgi") -> Iterator[Site]:
    """Fill a site in an empty folder and serve it without limits.

    Args:
        folder: where its data is kept.
        module: where the application is, as `app`.
    """
    port = _free_port()
    environ = _settings(folder, port)
    site = Site(url=f"http://127.0.0.1:{port}", data_dir=folder, environ=environ)
    prepare = [f"{_PROGRAMS}/flask", "--app", module, "prepare"]
    subprocess.run(prepare, check=True, env=environ, cwd=ROOT, stdout=subprocess.DEVNULL)
    serve = [f"{_PROGRAMS}/gunicorn", "--chdir", f"{ROOT}", "-c", f"{ROOT}/gunicorn.conf.py"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*serve, f"{module}:app"], env=environ, stdout=log, stderr=log)
    try:
        _wait(site)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=20)


def find_chromium() -> str:
    """Return the browser of this machine.

    Raises:
        DidNotStart: there is none.
    """
    folders = map(Path, os.environ.get("PATH", "").split(os.pathsep))
    names = ("chromium", "chromium-browser", "google-chrome")
    found = [path for folder in folders for name in names if (path := folder / name).exists()]
    if not found:
        raise DidNotStart(_NO_BROWSER)
    return str(found[0])


def _settings(folder: Path, port: int) -> Mapping[str, str]:
    """Return the environment of the server; what this shell would set is emptied."""
    emptied = dict.fromkeys(("DATABASE_URL", "REDIS_URL", "SMTP_URL", "SITE_URL"), "")
    return {
        **os.environ,
        **emptied,
        "DATA_DIR": str(folder),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "LIMITS": "off",
        "DEMO": "1",
        "PUSH_HOSTS": "push.example.org",  # there is none: no test reaches a real one
        "ADMIN_PASSWORD": "le mot de passe des essais",
    }


def _free_port() -> int:
    """Return a TCP port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(site: Site) -> None:
    """Wait until pages are answered."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError), urlopen(f"{site.url}/connexion", timeout=5) as answer:  # noqa: S310 - our own address
            if answer.status == HTTPStatus.OK:
                return
        time.sleep(0.1)
    raise DidNotStart((site.data_dir / "log").read_text("utf-8", "replace"))
