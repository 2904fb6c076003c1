"""Settings of one run: a frozen record, read from the environment once."""

import base64
import binascii
import logging
import os
import re
import secrets
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LEAST_FREE_BYTES = 8 * 1024 * 1024
"""Room on the disk without which there is no use in starting."""
_WRITTEN = ("entraide.sqlite", "entraide.sqlite-wal", "web.lock", "media", "letters")
"""What the program writes to in its data folder, and somebody else may have made."""
SECRET_LEAST = 32
"""Characters of a secret that cannot be guessed."""
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Keys on the curve P-256 are numbers from 1 to one below this. Source: FIPS 186-4, D.1.2.3."""


_PUSH_SERVICES = (
    "*.push.services.mozilla.com",
    "fcm.googleapis.com",
    "android.googleapis.com",
    "jmt17.google.com",
    "*.push.apple.com",
    "*.notify.windows.com",
)
"""Those of Firefox, of Chrome and its kin (three), of Safari and of Edge."""
_HOST = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*", re.ASCII)


class BadSetting(Exception):
    """A setting is missing, contradictory or unsafe; the sentence says which and why."""

    def __init__(self, *, name: str, why: str) -> None:
        """Name the setting as the environment does, and say what is wrong with it."""
        super().__init__(f"{name}: {why}")


_KEY = re.compile(r"(?<=[/=F])(?:(?=[a-z0-9_-]*[A-Z])[\w-]{20,}|\d+-[0-9a-f]{32})", re.ASCII)
"""A key in an address (or in one written `%2F`): words of an address have no capitals."""
_MOMENT = "%Y-%m-%dT%H:%M:%S%z"
_LOG_FORMATS: dict[str, Any] = {
    "text": {
        "format": "%(asctime)s %(levelname)s %(name)s [%(process)d] %(message)s",
        "datefmt": _MOMENT,
    },
    "json": {
        "()": "pythonjsonlogger.json.JsonFormatter",
        "format": "%(asctime)s %(levelname)s %(name)s %(process)d %(message)s",
        "datefmt": _MOMENT,
        "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
        "json_ensure_ascii": False,
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that differs from one installation to another."""

    data_dir: Path
    """Folder for the SQLite database, pictures, letters and the secret key."""
    database_url: str
    """SQLAlchemy address of the database."""
    secret_key: str = field(repr=False)
    """Signs session cookies; at least 32 characters."""
    vapid_private_key: str | None = field(default=None, repr=False)
    """Signs what is pushed to devices: 32 bytes in base64url; without it nothing is pushed."""
    push_hosts: tuple[str, ...] = _PUSH_SERVICES
    """Hosts of the push services that browsers may name; `*.` stands for anything before it."""
    redis_url: str | None = None
    """Queue and bus between processes; without it everything runs in one process."""
    smtp_url: str | None = None
    """`smtp://user:password@host:port`; without it letters are `.eml` files in `data_dir`."""
    host: str = "127.0.0.1"
    """Address the server listens on."""
    port: int = 5000
    """TCP port the server listens on."""
    site_url: str | None = None
    """Public address without a trailing slash; `None` means: the address of the request."""
    site_name: str = "Entraide"
    """Name shown in the header, in titles and in letters."""
    admin_email: str = "admin@entraide.localhost"
    """Address of the administrator created at the first start."""
    admin_password: str | None = field(default=None, repr=False)
    """Password of that administrator; without it one is drawn and printed once."""
    is_demo: bool = False
    """Whether the first start fills the site with the demonstration community."""
    has_limits: bool = True
    """Whether rate and newcomer limits hold; only a loopback host may lift them."""
    limits_factor: int = 1
    """How many times as often as usual one may do something; only a loopback host may raise it."""
    is_secure: bool = False
    """Whether the site is served over HTTPS: cookies are then marked `Secure`."""
    trusted_proxies: int = 0
    """Reverse proxies in front whose `X-Forwarded-*` headers are believed."""
    web_processes: int = 1
    """Web processes on this machine; more than one needs Redis."""
    time_zone: str = "Europe/Paris"
    """IANA time zone in which dates are shown."""
    are_jobs_immediate: bool = False
    """Run jobs on the spot instead of queueing them; for tests and commands."""

    def __post_init__(self) -> None:
        """Refuse what would be unsafe or lose events."""
        if len(self.secret_key) < SECRET_LEAST:
            raise BadSetting(
                name="SECRET_KEY", why=f"at least {SECRET_LEAST} characters are needed"
            )
        if self.vapid_private_key is not None and not _is_key(self.vapid_private_key):
            raise BadSetting(
                name="VAPID_PRIVATE_KEY", why="32 bytes in base64url are needed, a key on P-256"
            )
        for host in self.push_hosts:
            if not _HOST.fullmatch(host):
                raise BadSetting(name="PUSH_HOSTS", why=f"names of hosts are needed, not {host!r}")
        if not self.has_limits and not _is_loopback(self.host):
            raise BadSetting(
                name="LIMITS", why="off is only accepted when HOST is a loopback address"
            )
        if self.limits_factor < 1 or (self.limits_factor > 1 and not _is_loopback(self.host)):
            raise BadSetting(
                name="LIMITS_FACTOR", why="1 is needed, or more when HOST is a loopback address"
            )
        if self.web_processes > 1 and self.redis_url is None:
            raise BadSetting(
                name="WEB_PROCESSES", why="more than one needs REDIS_URL, or events would be lost"
            )
        if not _is_zone(self.time_zone):
            raise BadSetting(
                name="TIME_ZONE", why=f"no zone of that name is known: {self.time_zone!r}"
            )

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Config":
        """Read the settings from environment variables.

        Raises:
            BadSetting: a value is malformed or unsafe.
        """
        data_dir = _usable(Path(environ.get("DATA_DIR") or "data").resolve())
        site_url = (environ.get("SITE_URL") or "").rstrip("/") or None
        return cls(
            data_dir=data_dir,
            database_url=_database_url(environ.get("DATABASE_URL"), data_dir),
            secret_key=environ.get("SECRET_KEY") or _kept(data_dir, "secret_key", _new_secret),
            vapid_private_key=environ.get("VAPID_PRIVATE_KEY")
            or _kept(data_dir, "vapid_key", _new_key),
            push_hosts=tuple((environ.get("PUSH_HOSTS") or "").lower().split()) or _PUSH_SERVICES,
            redis_url=environ.get("REDIS_URL") or None,
            smtp_url=environ.get("SMTP_URL") or None,
            host=environ.get("HOST") or "127.0.0.1",
            port=_number(environ, "PORT", 5000),
            site_url=site_url,
            site_name=environ.get("SITE_NAME") or "Entraide",
            admin_email=environ.get("ADMIN_EMAIL") or "admin@entraide.localhost",
            admin_password=environ.get("ADMIN_PASSWORD") or None,
            is_demo=_switch(environ, "DEMO", default=False),
            has_limits=_switch(environ, "LIMITS", default=True),
            limits_factor=_number(environ, "LIMITS_FACTOR", 1),
            is_secure=(site_url or "").startswith("https://"),
            trusted_proxies=_number(environ, "TRUSTED_PROXIES", 0),
            web_processes=_number(environ, "WEB_PROCESSES", 1),
            time_zone=environ.get("TIME_ZONE") or "Europe/Paris",
        )


class MaskKeys(logging.Filter):
    """Takes the keys of confidential addresses out of what is logged: links sent by letter.

    They stand in a path, or in an address within one (`next=…`). Whoever reads logs must not be
    able to use them.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the words of a record; all are logged."""
        said = record.getMessage()
        masked = _KEY.sub("…", said)
        if masked != said:
            record.msg, record.args = masked, None
        return True


def logging_settings(environ: Mapping[str, str]) -> dict[str, Any]:
    """Return how all processes of the site log, for `logging.config.dictConfig`.

    One line for each event on the standard error: moment, level, logger and what happened, as
    text or as JSON. Gunicorn's own lines go the same way.

    Raises:
        BadSetting: no such format or level is known.
    """
    form = environ.get("LOG_FORMAT") or "text"
    level = (environ.get("LOG_LEVEL") or "info").upper()
    if form not in _LOG_FORMATS:
        raise BadSetting(name="LOG_FORMAT", why=f"text or json is needed, not {form!r}")
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise BadSetting(
            name="LOG_LEVEL", why=f"debug, info, warning or error is needed, not {level.lower()!r}"
        )
    calm = "WARNING" if level == "INFO" else level  # two that tell of each step they take
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": _LOG_FORMATS,
        "filters": {"keys": {"()": MaskKeys}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": form,
                "filters": ["keys"],
                "stream": "ext://sys.stderr",
            }
        },
        "root": {"level": level, "handlers": ["stderr"]},
        "loggers": {
            "gunicorn.error": {"propagate": True, "handlers": []},
            "gunicorn.access": {"filters": ["keys"]},  # it has a handler of its own
            **{name: {"level": calm} for name in ("alembic", "huey")},
        },
    }


def _database_url(given: str | None, data_dir: Path) -> str:
    """Return the SQLAlchemy address: SQLite in the data folder unless another is given."""
    if not given:
        return f"sqlite:///{data_dir / 'entraide.sqlite'}"
    for prefix in ("postgres://", "postgresql://"):
        if given.startswith(prefix):
            return "postgresql+psycopg://" + given.removeprefix(prefix)
    return given


def _usable(folder: Path) -> Path:
    """Return the folder, made if it is not there, with its doors closed to other users.

    Raises:
        BadSetting: nothing can be written there.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(PermissionError):  # it is not ours to close
            folder.chmod(0o700)
        with NamedTemporaryFile(dir=folder, prefix=".written-") as file:
            file.write(bytes(4096))
        ours = [folder / name for name in _WRITTEN]
        foreign = [path for path in ours if path.exists() and not os.access(path, os.W_OK)]
        free = shutil.disk_usage(folder).free
    except OSError as error:
        why = f"{folder} cannot be written to: {error.strerror}"
        raise BadSetting(name="DATA_DIR", why=why) from None
    if foreign:
        why = f"{foreign[0]} belongs to another user, and this one may not write to it"
        raise BadSetting(name="DATA_DIR", why=why)
    if free < LEAST_FREE_BYTES:
        why = f"the disk of {folder} is full; at least {LEAST_FREE_BYTES >> 20} MB are needed"
        raise BadSetting(name="DATA_DIR", why=why)
    return folder


def _kept(data_dir: Path, name: str, draw: Callable[[], str]) -> str:
    """Return a secret of this installation, drawn and kept in the data folder at first."""
    path = data_dir / name
    if not path.exists():
        with NamedTemporaryFile("w", dir=data_dir, encoding="ascii") as whole:  # for us alone
            whole.write(draw())
            whole.flush()
            os.fsync(whole.fileno())
            with suppress(FileExistsError):  # a sister process was quicker
                path.hardlink_to(whole.name)
    return path.read_text(encoding="ascii")


def _new_secret() -> str:
    """Draw what session cookies are signed with."""
    return secrets.token_urlsafe(48)


def _new_key() -> str:
    """Draw a private key on the curve P-256."""
    number = secrets.randbelow(_ORDER - 1) + 1
    return base64.urlsafe_b64encode(number.to_bytes(32)).rstrip(b"=").decode()


def _is_key(text: str) -> bool:
    """Tell whether this is a private key on the curve P-256."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return False
    return len(raw) == 32 and 0 < int.from_bytes(raw) < _ORDER  # noqa: PLR2004 - 256 bits


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    """Read a whole number, zero or more."""
    text = environ.get(name) or str(default)
    if not text.isdecimal():
        raise BadSetting(name=name, why=f"a whole number is needed, not {text!r}")
    return int(text)


def _switch(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    """Read a switch: 1, on, true or 0, off, false."""
    text = (environ.get(name) or ("1" if default else "0")).lower()
    if text in {"1", "on", "true"}:
        return True
    if text in {"0", "off", "false"}:
        return False
    raise BadSetting(name=name, why=f"0 or 1 is needed, not {text!r}")


def _is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_zone(name: str) -> bool:
    """Tell whether this machine knows the time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
