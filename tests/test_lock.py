"""What a lock names is what gets installed, whatever has been released since."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from importlib.metadata import distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.package_index import fill_index, pinned_here
from tests.tree import ROOT

pytestmark = pytest.mark.no_app

LOCKS = ("build", "run", "dev", "node")


def lock_text(name: str) -> str:
    """Return what a lock of Python packages says."""
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


def copy_of_the_set_up(folder: Path) -> Path:
    """Return a copy of what the set-up reads, its locks made of an index in the same folder."""
    (folder / "scripts").mkdir()
    (folder / "requirements").mkdir()
    index = folder / "index"
    index.mkdir()
    shutil.copy(ROOT / "scripts" / "set-up", folder / "scripts")
    for name in LOCKS:
        lock = fill_index(index, lock_text(name)) if name != "node" else ""
        (folder / "requirements" / f"{name}.txt").write_text(lock, "utf-8")
    (folder / "scripts" / "vendor.py").touch()
    (folder / "package-lock.json").touch()
    (folder / "node_modules").mkdir()
    (folder / "node_modules" / ".dev.json").touch()  # packages of Node have a lock of their own
    return index


def test_the_set_up_takes_what_is_locked_though_all_of_it_has_a_newer_release(tmp_path: Path):
    index = copy_of_the_set_up(tmp_path)
    done = subprocess.run(
        [tmp_path / "scripts" / "set-up", "dev"],
        env={
            **os.environ,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(index),
            "PIP_NO_CACHE_DIR": "1",
            "PIP_CONFIG_FILE": os.devnull,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (packages,) = (tmp_path / ".venv" / "lib").glob("*/site-packages")
    installed = {found.name: found.version for found in distributions(path=[str(packages)])}
    wanted = {
        package.name: str(package.specifier)[2:]
        for lock in ("build", "dev")
        for package in pinned_here(lock_text(lock))
    }
    assert {name: installed.get(name) for name in wanted} == wanted


@pytest.mark.parametrize("name", ["build", "run", "dev"])
def test_a_lock_names_all_that_its_packages_need(name: str):
    locked = {package.name: package for package in pinned_here(lock_text(name))}
    assert locked
    missing = [
        f"{package.name} needs {need}"
        for package in locked.values()
        for need in needs_of(package)
        if need.name not in locked or not need.extras <= locked[need.name].extras
    ]
    assert missing == []


def needs_of(package: Requirement) -> Iterator[Requirement]:
    """Return what an installed package needs on this machine, with the extras it is locked with."""
    for text in distribution(package.name).requires or ():
        need = Requirement(text)
        asked = [{"extra": extra} for extra in ("", *package.extras)]
        if need.marker is None or any(need.marker.evaluate(extra) for extra in asked):
            need.name = canonicalize_name(need.name)
            if need.name != "pip":
                yield need
