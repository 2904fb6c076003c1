"""A process of one room, started by path: `python -I …/app/core/child.py app.text.child.server`.

Its module is found without running `app/__init__.py`, which would load the whole application: the
process starts in a tenth of a second and stays small. The module has a `main`, which takes the
words that follow its name and returns how the process ends.
"""

import importlib
import sys
from pathlib import Path
from types import ModuleType

START = Path(__file__)
"""What the interpreter is given to run."""


def open_room(module: str) -> None:
    """Make the room of a module importable here, as a bare folder of modules."""
    app = START.resolve().parents[1]
    room = module.split(".")[1]
    for name, folder in (("app", app), (f"app.{room}", app / room)):
        package = ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package


if __name__ == "__main__":
    wanted, *words = sys.argv[1:]
    open_room(wanted)
    sys.exit(importlib.import_module(wanted).main(*words))
