"""Static files under an address that changes with their content, so browsers keep them for good."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, current_app, request, url_for
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.web.guards import public

FOLDER = Path(__file__).parents[2] / "static"
BUNDLE = "css/site.css"
"""All style sheets in one file, in the order that `css/bundle.txt` gives."""

_DARK_BY_CHOICE = b':root[data-theme="dark"]'
_FOREVER = "public, max-age=31536000, immutable"
_SQUEEZED = {"text/css", "text/javascript", "image/svg+xml", "application/manifest+json"}
pages = Blueprint("assets", __name__)
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("application/manifest+json", ".webmanifest")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, ready to be sent."""

    content: bytes
    squeezed: bytes | None
    mimetype: str


@dataclass(frozen=True, slots=True)
class Assets:
    """All static files, read once; a few hundred kilobytes."""

    files: dict[str, Asset]
    version: str


def init_assets(app: Flask) -> None:
    """Read the static files and offer `asset()` to templates."""
    app.extensions["entraide_assets"] = read_assets(FOLDER)
    app.register_blueprint(pages)
    app.jinja_env.globals["asset"] = asset


def read_assets(folder: Path) -> Assets:
    """Read all files of the folder, and the style sheets once more as one."""
    contents = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    order = contents.get("css/bundle.txt", b"").decode().split()
    sheets = [_by_device_too(contents[f"css/{name}"]) for name in order]
    contents[BUNDLE] = b"\n".join(sheets)
    digest = hashlib.sha256()
    for name, content in sorted(contents.items()):
        digest.update(name.encode() + b"\0" + content)
    files = {name: _asset(name, content) for name, content in contents.items()}
    return Assets(files, digest.hexdigest()[:12])


def asset(name: str) -> str:
    """Return the address of a static file."""
    assets: Assets = current_app.extensions["entraide_assets"]
    return url_for("assets.static_file", version=assets.version, name=name)


def asset_content(name: str) -> bytes:
    """Return what a static file holds.

    Raises:
        NotFound: there is no such file.
    """
    assets: Assets = current_app.extensions["entraide_assets"]
    if name not in assets.files:
        raise NotFound
    return assets.files[name].content


@pages.get("/static/<version>/<path:name>")
@public
def static_file(version: str, name: str) -> Response:
    """Send a static file."""
    assets: Assets = current_app.extensions["entraide_assets"]
    file = assets.files.get(name)
    if file is None:
        raise NotFound
    response = Response(file.content, mimetype=file.mimetype)
    if file.squeezed and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.set_data(file.squeezed)
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    is_current = version == assets.version
    response.headers["Cache-Control"] = _FOREVER if is_current else "no-cache"
    return response


def _by_device_too(sheet: bytes) -> bytes:
    """Return a sheet; what is dark by choice in it once more, by the wish of the device."""
    if _DARK_BY_CHOICE not in sheet:
        return sheet
    wished = sheet.replace(_DARK_BY_CHOICE, b':root:not([data-theme="light"])')
    return b"%s\n@media (prefers-color-scheme: dark) {\n%s}\n" % (sheet, wished)


def _asset(name: str, content: bytes) -> Asset:
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    squeezed = gzip.compress(content, mtime=0) if mimetype in _SQUEEZED else None
    return Asset(content, squeezed, mimetype)
