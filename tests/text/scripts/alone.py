"""Runs another of these programs with the text room alone: the whole application loads slowly."""

import runpy
import sys
from pathlib import Path

START = Path(__file__).parents[3] / "app" / "core" / "child.py"

if __name__ == "__main__":
    runpy.run_path(str(START))["open_room"]("app.text.child.server")
    runpy.run_module(f"tests.text.scripts.{sys.argv[1]}", run_name="__main__")
