"""Builds the application from the cards of its rooms; the only module that knows them all."""

import jinja2
from flask import Flask, g, request
from flask_compress import Compress
from flask_login import LoginManager

from app.accounts.room import room as accounts
from app.blog.room import room as blog
from app.cli import commands
from app.core import transaction
from app.core.db import init_db
from app.core.disk import DISK, DISK_GAUGE
from app.core.events import Event, Hearing, Phase
from app.core.heartbeat import HEARTBEAT, JOB_GAUGES, WORKERS
from app.core.i18n import DEFAULT_LANGUAGE, gettext, language, ngettext, pgettext, set_language
from app.core.jobs import init_jobs
from app.core.lifecycle import ENDS, STARTS, TAKES_OVER
from app.core.limits import init_limits
from app.core.redis import init_redis
from app.core.registry import REGISTRY, Registry
from app.core.rooms import Room
from app.forum.room import room as forum
from app.friends.room import room as friends
from app.groups.room import room as groups
from app.home.room import room as home
from app.imports.room import room as imports
from app.letters.room import room as letters
from app.likes.room import room as likes
from app.live.room import room as live
from app.mail.room import room as mail
from app.media.room import room as media
from app.notices.room import room as notices
from app.search.room import room as search
from app.threads.room import room as threads
from app.web import page_chrome
from app.web.addresses import init_addresses, site_url
from app.web.assets import init_assets
from app.web.csrf import init_origins
from app.web.current_viewer import COUNTERS, viewer
from app.web.errors import init_errors
from app.web.filters import init_filters
from app.web.fragments import init_fragments
from app.web.gateway import init_gateway
from app.web.headers import init_headers
from app.web.kept_requests import preferred_language
from app.web.metrics import init_metrics
from app.web.page_account import init_page_account
from app.web.request_limits import init_bodies
from app.web.visitor_cache import init_visitor_cache
from app.web.whitespace import Unindented
from config import Config

ROOMS: tuple[Room, ...] = (
    mail,
    live,
    accounts,
    search,
    media,
    notices,
    letters,
    likes,
    friends,
    groups,
    threads,
    forum,
    blog,
    home,
    imports,
)
"""All rooms, lowest floor first."""


def create_app(config: Config, *, more: tuple[Room, ...] = ()) -> Flask:
    """Build the application for one configuration.

    Args:
        config: of the site.
        more: rooms of its own, which stand on those of the house.
    """
    app = Flask(__name__, static_folder=None, template_folder="../templates")
    _configure(app, config)
    init_db(app, config.database_url)
    init_redis(app, config.redis_url)
    init_limits(app, factor=config.limits_factor if config.has_limits else None)
    _furnish_web(app)
    _mount_rooms(app, config, (*ROOMS, *more))
    init_gateway(app, trusted_proxies=config.trusted_proxies)
    return app


def _configure(app: Flask, config: Config) -> None:
    """Translate our settings into those of the libraries."""
    app.config.update(
        SETTINGS=config,
        SECRET_KEY=config.secret_key,
        # Browsers take a cookie of this prefix from this very host and over https only.
        SESSION_COOKIE_NAME="__Host-entraide" if config.is_secure else "entraide",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.is_secure,
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=16 * 1024 * 1024,
        MAX_FORM_PARTS=200,
        COMPRESS_ALGORITHM=["gzip"],
        COMPRESS_LEVEL=5,
        COMPRESS_MIMETYPES=["text/html", "application/atom+xml", "application/json"],
    )
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.jinja_env.add_extension(Unindented)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _furnish_web(app: Flask) -> None:
    """Put up what all pages share."""
    init_bodies(app)
    app.before_request(_speak)
    app.teardown_request(_stop_speaking)
    init_visitor_cache(app)  # before the compression, so that it keeps what is compressed
    init_metrics(app)  # around the kept pages, so that they count
    Compress(app)
    init_headers(app)
    init_origins(app)
    init_page_account(app)
    init_addresses(app)
    init_filters(app)
    init_assets(app)
    init_errors(app)
    init_fragments(app)
    settings: Config = app.config["SETTINGS"]
    app.jinja_env.globals.update(
        {"_": gettext, "ngettext": ngettext, "p_": pgettext},
        language=language,
        site_name=settings.site_name,
        site_url=site_url,
    )
    login = LoginManager(app)
    login.session_protection = None  # our sessions are rows, listed and revoked by their owner
    # It would read the session of every request for a cookie of its own that we never set.
    app.after_request_funcs[None].remove(login._update_remember_cookie)  # noqa: SLF001 - no setting


def _mount_rooms(app: Flask, config: Config, rooms: tuple[Room, ...]) -> None:
    """Mount the cards: listeners, what they provide, jobs, pages, commands."""
    listeners: dict[tuple[Phase, type[Event]], list[Hearing]] = {}
    for listener in (listener for room in rooms for listener in room.listens):
        listeners.setdefault((listener.phase, listener.kind), []).extend(listener.hears)
    for (_phase, kind), hearing in listeners.items():
        if kind.is_end:
            hearing.reverse()
    app.extensions[transaction.LISTENERS] = listeners
    things = (thing for room in rooms for thing in room.provides)
    app.extensions[REGISTRY] = Registry((DISK, DISK_GAUGE, WORKERS, *JOB_GAUGES, *things))
    app.extensions[page_chrome.HEADERS] = [header for room in rooms for header in room.headers]
    app.extensions[COUNTERS] = [tally for room in rooms for tally in room.member_counters]
    app.extensions[TAKES_OVER] = [act for room in rooms for act in room.takes_over]
    app.extensions[STARTS] = [start for room in rooms for start in room.starts]
    app.extensions[ENDS] = [end for room in rooms for end in room.ends]
    jobs = (HEARTBEAT, *(job for room in rooms for job in room.jobs))
    init_jobs(app, jobs, now=config.are_jobs_immediate)
    for room in rooms:
        for prepare in room.prepares:
            prepare(app)
        for blueprint in room.pages:
            app.register_blueprint(blueprint)
        for group in room.commands:
            app.cli.add_command(group)
    for command in commands:
        app.cli.add_command(command)


def _speak() -> None:
    """Speak the language of the member, or of the browser."""
    g.language = preferred_language(request.headers.get("Accept-Language", ""))
    if request.endpoint != "assets.static_file":
        set_language(viewer().language or g.language)


def _stop_speaking(_error: BaseException | None) -> None:
    """Leave the language of the house to whatever this thread does next."""
    set_language(DEFAULT_LANGUAGE)
