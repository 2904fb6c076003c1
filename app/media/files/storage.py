"""Files on disk: under `DATA_DIR/media`, in folders by the first letters of their names."""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from flask import Flask, current_app

FOLDER = "entraide_media"
"""Where `init_media` keeps the folder, in `app.extensions`."""


def init_media(app: Flask) -> None:
    """Tell where files are."""
    app.extensions[FOLDER] = Path(app.config["SETTINGS"].data_dir) / "media"


def path_of(token: str) -> Path:
    """Return where a file is. The token is one of ours, never one that was sent."""
    return _folder() / token[:2] / f"{token}.webp"


def _folder() -> Path:
    """Return the folder of all files."""
    folder: Path = current_app.extensions[FOLDER]
    return folder


def write(token: str, content: bytes) -> None:
    """Write a file; nobody ever reads half of it."""
    path = path_of(token)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.write_bytes(content)
    draft.rename(path)


def batches(*, written_before: datetime) -> Iterator[set[str]]:
    """Yield the names of files that were complete by then, folder by folder."""
    for folder in sorted(_folder().glob("??")):
        names = {path.stem for path in folder.glob("*.webp") if _is_older(path, written_before)}
        if names:
            yield names


def remove_unfinished(*, written_before: datetime) -> None:
    """Remove what was left half written by then."""
    for path in _folder().glob("??/*.part"):
        if _is_older(path, written_before):
            path.unlink(missing_ok=True)


def _is_older(path: Path, moment: datetime) -> bool:
    """Say whether a file was last written before a moment; one that is gone was not."""
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False


def remove(token: str) -> None:
    """Remove a file; one that is gone already is no error."""
    with contextlib.suppress(FileNotFoundError):
        path_of(token).unlink()
