"""The page of settings names exactly what is read, and says truly what is refused and assumed."""

import ast
import re
import secrets
from pathlib import Path

import pytest

from config import BadSetting, Config
from tests.tree import ROOT, name_of, python_files, tree_of

pytestmark = pytest.mark.no_app

PAGE = ROOT / "docs" / "settings.md"
ROW = re.compile(r"^\| `([A-Z_]+)` \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)
FIELDS = {
    "SITE_NAME": "site_name",
    "TIME_ZONE": "time_zone",
    "DEMO": "is_demo",
    "LIMITS": "has_limits",
    "LIMITS_FACTOR": "limits_factor",
    "ADMIN_EMAIL": "admin_email",
    "PUSH_HOSTS": "push_hosts",
    "HOST": "host",
    "PORT": "port",
    "WEB_PROCESSES": "web_processes",
    "TRUSTED_PROXIES": "trusted_proxies",
}
"""Variables whose default is a plain value, with the field that holds it."""
WITHOUT = {
    "SITE_URL": "site_url",
    "ADMIN_PASSWORD": "admin_password",
    "REDIS_URL": "redis_url",
    "SMTP_URL": "smtp_url",
}
READERS = {"get", "_number", "_switch"}
SECRET = "a secret that is quite long enough"


def explained() -> dict[str, str]:
    """Return the variables that the page explains, with their defaults."""
    rows = ROW.findall(PAGE.read_text("utf-8"))
    assert len(rows) == len({name for name, *_rest in rows})
    return {name: default for name, _form, default, _consequence in rows}


def settings_read() -> set[str]:
    """Return the environment variables that the program and its server read."""
    return {
        word.value
        for path in (ROOT / "config.py", ROOT / "gunicorn.conf.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        if ast.unparse(node.func).rpartition(".")[2] in READERS
        if "environ" in ast.unparse(node)
        for word in node.args
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
        if re.fullmatch(r"[A-Z][A-Z_]+", word.value)
    }


def written(value: object) -> str:
    """Return a value as the page writes it."""
    if isinstance(value, tuple):
        return f"`{' '.join(value)}`"
    return f"`{int(value)}`" if isinstance(value, bool) else f"`{value}`"


def test_the_page_names_exactly_the_settings_that_are_read():
    assert set(explained()) == settings_read()


def test_nothing_else_reads_the_environment():
    asks = re.compile(r"\b(os\.environ|getenv)\b")
    assert [
        name_of(path) for path in python_files("app") if asks.search(path.read_text("utf-8"))
    ] == []


def test_the_page_says_the_defaults(tmp_path: Path):
    config = Config.from_env({"DATA_DIR": str(tmp_path)})
    defaults = explained()
    assert {name: defaults[name] for name in FIELDS} == {
        name: written(getattr(config, field)) for name, field in FIELDS.items()
    }
    assert {name for name, field in WITHOUT.items() if getattr(config, field) is not None} == set()


def test_the_data_folder_holds_the_database_and_the_secret(tmp_path: Path):
    config = Config.from_env({"DATA_DIR": str(tmp_path)})
    assert config.database_url == f"sqlite:///{tmp_path}/entraide.sqlite"
    assert config.secret_key == (tmp_path / "secret_key").read_text("ascii")
    assert config.secret_key == Config.from_env({"DATA_DIR": str(tmp_path)}).secret_key


def test_the_data_folder_holds_the_key_of_pushes_for_nobody_else(tmp_path: Path):
    config = Config.from_env({"DATA_DIR": str(tmp_path)})
    kept = tmp_path / "vapid_key"
    assert config.vapid_private_key == kept.read_text("ascii")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert config.vapid_private_key not in repr(config)
    again = Config.from_env({"DATA_DIR": str(tmp_path)})
    assert again.vapid_private_key == config.vapid_private_key
    shared = Config.from_env({"DATA_DIR": str(tmp_path), "VAPID_PRIVATE_KEY": "A" * 42 + "E"})
    assert shared.vapid_private_key == "A" * 42 + "E"


def test_push_services_are_named_with_blanks_between(tmp_path: Path):
    environ = {"DATA_DIR": str(tmp_path), "PUSH_HOSTS": " Push.example.org  *.example.com"}
    assert Config.from_env(environ).push_hosts == ("push.example.org", "*.example.com")


def test_two_processes_that_start_at_once_keep_one_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    draw = secrets.token_urlsafe
    sisters: list[Config] = []

    def draw_while_a_sister_starts(size: int) -> str:
        monkeypatch.setattr("secrets.token_urlsafe", draw)
        sisters.append(Config.from_env({"DATA_DIR": str(tmp_path)}))
        return draw(size)

    monkeypatch.setattr("secrets.token_urlsafe", draw_while_a_sister_starts)
    ours = Config.from_env({"DATA_DIR": str(tmp_path)})
    assert [sister.secret_key for sister in sisters] == [ours.secret_key]
    assert {path.name for path in tmp_path.iterdir()} == {"secret_key", "vapid_key"}


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"VAPID_PRIVATE_KEY": "A" * 42}, "VAPID_PRIVATE_KEY"),
        ({"VAPID_PRIVATE_KEY": "é" * 43}, "VAPID_PRIVATE_KEY"),
        ({"PUSH_HOSTS": "push.example.org, *.example.com"}, "PUSH_HOSTS"),
        ({"PUSH_HOSTS": "https://push.example.org"}, "PUSH_HOSTS"),
        ({"PORT": "http"}, "PORT"),
        ({"DEMO": "maybe"}, "DEMO"),
        ({"LIMITS": "off", "HOST": "192.0.2.1"}, "LIMITS"),
        ({"LIMITS_FACTOR": "2", "HOST": "192.0.2.1"}, "LIMITS_FACTOR"),
        ({"LIMITS_FACTOR": "0"}, "LIMITS_FACTOR"),
        ({"WEB_PROCESSES": "2"}, "WEB_PROCESSES"),
        ({"TIME_ZONE": "Europe/Lutece"}, "TIME_ZONE"),
    ],
)
def test_the_start_says_which_setting_is_wrong(environ: dict[str, str], name: str, tmp_path: Path):
    with pytest.raises(BadSetting, match=f"^{name}: "):
        Config.from_env({"SECRET_KEY": SECRET, "DATA_DIR": str(tmp_path), **environ})


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_limits_may_be_lifted_on_this_machine_only(host: str, tmp_path: Path):
    environ = {"DATA_DIR": str(tmp_path), "LIMITS": "off", "HOST": host}
    assert not Config.from_env(environ).has_limits


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("postgres://a:b@c/d", "postgresql+psycopg://a:b@c/d"),
        ("postgresql://a:b@c/d", "postgresql+psycopg://a:b@c/d"),
        ("sqlite:////tmp/a.sqlite", "sqlite:////tmp/a.sqlite"),
    ],
)
def test_addresses_of_databases_are_understood(given: str, understood: str, tmp_path: Path):
    environ = {"DATA_DIR": str(tmp_path), "DATABASE_URL": given}
    assert Config.from_env(environ).database_url == understood


def test_a_site_over_https_has_secure_cookies(tmp_path: Path):
    config = Config.from_env({"DATA_DIR": str(tmp_path), "SITE_URL": "https://entraide.example/"})
    assert config.site_url == "https://entraide.example"
    assert config.is_secure
