"""The decoding process, started by path for one picture: `python -I …/start.py within 1600 4000`.

The picture comes in, and goes out made anew. Modules of the room are found without running
`app/__init__.py`, which would load the whole application.
"""

import importlib
import sys
from pathlib import Path
from types import ModuleType

ROOM = Path(__file__).resolve().parents[1]


def open_room() -> None:
    """Make `app.media` importable here as a bare folder of modules."""
    for name, folder in (("app", ROOM.parent), ("app.media", ROOM)):
        package = ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package


if __name__ == "__main__":
    open_room()
    way, width, height = sys.argv[1:]
    serving = importlib.import_module("app.media.child.server")
    sys.exit(serving.main(way, (int(width), int(height))))
