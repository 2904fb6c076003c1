"""Keys of confidential addresses stand in no log."""

import io
import logging
import logging.config
import re
from collections.abc import Iterator

import pytest

from app.accounts.secrets.tokens import new_key
from app.letters.links.tokens import NOTICES, WEEKLY, arrival_token
from config import logging_settings
from tests.tree import ROOT

KEY = "aB3_dE6-hI9kL2mN5pQ8sT1vW4yZ7bC0eF3hI6kL9nO"
PATHS = (
    "/confirmation/{}",
    "/mot-de-passe/{}",
    "/parametres/adresse/{}",
    "/parametres/adresse/arreter/{}",
    "/connexion?next=/mot-de-passe/{}",
    "/connexion?next=%2Fmot-de-passe%2F{}",
)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Return what is logged, as the site logs."""
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logging.config.dictConfig(logging_settings({"LOG_LEVEL": "info"}))
    yield written
    root.handlers[:] = before
    root.setLevel(level)
    logging.getLogger("gunicorn.access").filters.clear()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("logger", ["gunicorn.access", "gunicorn.error", "app.web.errors"])
def test_no_key_is_logged_whoever_logs(log: io.StringIO, logger: str, path: str):
    address = path.format(KEY)
    asked = {"r": f"GET {address} HTTP/1.1", "f": f"https://entraide.test{address}"}
    logging.getLogger(logger).error('"%(r)s" 200 "%(f)s"', asked)
    logging.getLogger(logger).error("Bug 3f2a at %s %s", "GET", address)
    assert KEY not in log.getvalue()
    assert log.getvalue().count(path.partition("{")[0]) == 3


def test_keys_as_they_are_drawn_are_masked(log: io.StringIO, app):
    with app.app_context():
        keys = [new_key() for _number in range(50)]
        keys += [NOTICES.token_for(7), WEEKLY.token_for(7), arrival_token(7, "lea@exemple.test")]
    for key in keys:
        logging.getLogger("gunicorn.access").error("GET /lettres/arreter/%s HTTP/1.1", key)
    assert not [key for key in keys if key in log.getvalue()]


@pytest.mark.parametrize(
    "said",
    [
        "GET /questions/12-qui-assure-les-benevoles-de-la-fete-du-village HTTP/1.1",
        "ConnectionRefusedError: [Errno 111]",
        "GET /static/8716901dd7cc/vendor/fonts/display.woff2 HTTP/1.1",
        "Bug 3f2a9c01 at POST /groupes/tresorerie-et-subventions/rejoindre",
    ],
)
def test_what_is_no_key_is_logged_as_it_is(log: io.StringIO, said: str):
    logging.getLogger("app").error(said)
    assert said in log.getvalue()


def test_the_proxy_logs_no_key_either():
    conf = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    servers = conf.split("\nserver {\n")[1:]
    assert len(servers) == 2
    for server in servers:
        (log,) = re.findall(r"^ +access_log (.+?);", server, re.MULTILINE)
        assert log in {"off", "/var/log/nginx/entraide.log entraide"}
        (level,) = re.findall(r"^ +error_log \S+ (\w+);", server, re.MULTILINE)
        assert level == "crit"
    form = conf.partition("log_format entraide")[2].partition(";")[0]
    assert "$request " not in form
    assert "$http_referer" not in form
