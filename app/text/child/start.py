"""The rendering process, started by path: `python -I …/child/start.py`, its socket as input.

The room's modules are found without running `app/__init__.py`, which would load the whole
application: the process starts in a tenth of a second and stays small.
"""

import importlib
import sys
from pathlib import Path
from types import ModuleType

ROOM = Path(__file__).resolve().parents[1]


def open_room() -> None:
    """Make `app.text` importable here as a bare folder of modules."""
    for name, folder in (("app", ROOM.parent), ("app.text", ROOM)):
        package = ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package


if __name__ == "__main__":
    open_room()
    importlib.import_module("app.text.child.server").main()
