"""Files on disk: under `DATA_DIR/media`, in folders by the first letters of their names."""

import contextlib
from pathlib import Path

from flask import Flask, current_app
from PIL import Image

from app.media.limits import MAX_PIXELS

FOLDER = "entraide_media"
"""Where `init_media` keeps the folder, in `app.extensions`."""


def init_media(app: Flask) -> None:
    """Tell where files are, and let Pillow refuse bombs by itself, too."""
    app.extensions[FOLDER] = Path(app.config["SETTINGS"].data_dir) / "media"
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def path_of(token: str) -> Path:
    """Return where a file is. The token is one of ours, never one that was sent."""
    folder: Path = current_app.extensions[FOLDER]
    return folder / token[:2] / f"{token}.webp"


def write(token: str, content: bytes) -> None:
    """Write a file; nobody ever reads half of it."""
    path = path_of(token)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.write_bytes(content)
    draft.rename(path)


def remove(token: str) -> None:
    """Remove a file; one that is gone already is no error."""
    with contextlib.suppress(FileNotFoundError):
        path_of(token).unlink()
