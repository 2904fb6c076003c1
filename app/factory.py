"""Builds the application from the cards of its rooms; the only module that knows them all."""

import jinja2
from flask import Flask, g, request
from flask_compress import Compress
from flask_login import LoginManager
from werkzeug.middleware.proxy_fix import ProxyFix

from app.accounts.room import room as accounts
from app.cli import commands
from app.core import transaction
from app.core.db import init_db
from app.core.events import Event, Listener, Phase
from app.core.i18n import gettext, language, ngettext, pgettext, speak
from app.core.jobs import init_jobs
from app.core.limits import init_limits
from app.core.rooms import Room
from app.core.serving import ENDS, STARTS
from app.core.subjects import SUBJECTS
from app.core.topics import TOPICS
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
from app.web import fragments, frame
from app.web.addresses import init_addresses, site_url
from app.web.assets import init_assets
from app.web.bodies import init_bodies
from app.web.errors import init_errors
from app.web.filters import init_filters
from app.web.headers import init_headers
from app.web.indentation import Unindented
from app.web.origins import init_origins
from app.web.viewing import TALLIES, viewer
from app.web.visitor_cache import init_visitor_cache, preferred_language
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
    forum,
    home,
    imports,
)
"""All rooms, lowest floor first."""


def create_app(config: Config) -> Flask:
    """Build the application for one configuration."""
    app = Flask(__name__, static_folder=None, template_folder="../templates")
    _configure(app, config)
    init_db(app, config.database_url)
    init_limits(app, redis_url=config.redis_url, has_limits=config.has_limits)
    _furnish_web(app)
    _believe_proxies(app, config.trusted_proxies)
    _mount_rooms(app, config)
    return app


def _configure(app: Flask, config: Config) -> None:
    """Translate our settings into those of the libraries."""
    app.config.update(
        SETTINGS=config,
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME="entraide",
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
    init_visitor_cache(app)  # before the compression, so that it keeps what is compressed
    Compress(app)
    init_headers(app)
    init_origins(app)
    init_addresses(app)
    init_filters(app)
    init_assets(app)
    init_errors(app)
    app.extensions[fragments.FRAGMENTS] = fragments.Fragments()
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


def _believe_proxies(app: Flask, hops: int) -> None:
    """Read the address that was asked for as proxies tell it; before kept pages are looked up."""
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign] # Flask's own advice


def _mount_rooms(app: Flask, config: Config) -> None:
    """Mount the cards: listeners, subjects, topics, jobs, pages, commands."""
    listeners: dict[tuple[Phase, type[Event]], list[Listener]] = {}
    for listener in (listener for room in ROOMS for listener in room.listens):
        listeners.setdefault((listener.phase, listener.kind), []).append(listener)
    for (_phase, kind), hearing in listeners.items():
        if kind.is_end:
            hearing.reverse()
    app.extensions[transaction.LISTENERS] = listeners
    app.extensions[SUBJECTS] = {kind.kind: kind for room in ROOMS for kind in room.subjects}
    app.extensions[TOPICS] = {kind.kind: kind for room in ROOMS for kind in room.topics}
    app.extensions[frame.HEADERS] = [header for room in ROOMS for header in room.headers]
    app.extensions[TALLIES] = [tally for room in ROOMS for tally in room.tallies]
    app.extensions[STARTS] = [start for room in ROOMS for start in room.starts]
    app.extensions[ENDS] = [end for room in ROOMS for end in room.ends]
    jobs = tuple(job for room in ROOMS for job in room.jobs)
    init_jobs(app, jobs, redis_url=config.redis_url, now=config.are_jobs_immediate)
    for room in ROOMS:
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
        speak(viewer().language or g.language)
