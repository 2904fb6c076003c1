"""The parts come locked, from no named place; files end well and commits say what they do."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from scripts.check_commits import fault_of
from scripts.check_files import faults_of
from scripts.contracts import PrivateToItsRoom
from tests.tree import ROOT

pytestmark = pytest.mark.no_app

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)", re.MULTILINE)


def lock_text(name: str) -> str:
    """Return what a lock of Python packages says."""
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_python_package_is_locked_with_hashes_and_no_address(lock: Path):
    entries = re.split(r"\n(?=[a-z0-9])", lock.read_text("utf-8"))[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in lock.read_text("utf-8")


def test_every_package_that_is_named_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    named = {"run": project["project"]["dependencies"], **project["dependency-groups"]}
    for lock, packages in named.items():
        names = {re.split(r"[^A-Za-z0-9-]", package)[0] for package in packages}
        locked = {name for name, _ in PINNED.findall(lock_text(lock))}
        assert names <= locked, f"Run `make lock`: {lock}"


def test_development_and_production_hold_the_same_versions():
    run, dev = (set(PINNED.findall(lock_text(name))) for name in ("run", "dev"))
    assert run <= dev


def test_the_front_end_lock_names_no_registry():
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert packages
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_pages_use_locked_packages_only():
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    used = {
        "/".join(source.split("/")[: 2 if source.startswith("@") else 1])
        for source in package["vendor"]
    }
    assert used <= set(package["dependencies"])


@pytest.mark.parametrize(
    ("subject", "is_good"),
    [
        ("forum: Keep the place where somebody stopped reading.", True),
        ("forum: keep the place.", False),
        ("forum: Keep the place", False),
        ("Keep the place where somebody stopped reading.", False),
        ("forum: Keep the place…..", False),
        ("forum: " + "K" * 72 + ".", False),
    ],
)
def test_a_commit_says_what_it_does(subject: str, is_good: bool):  # noqa: FBT001 - from the table
    assert (fault_of(subject) is None) is is_good


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"good\n", None),
        (b"no end", "must end with one line break"),
        (b"two ends\n\n", "must end with one line break"),
        (b"blank \nx\n", "holds blanks at the end of a line"),
        (b"dos\r\n", "holds carriage returns"),
        (b"x" * 500_001 + b"\n", "500002 bytes, 500000 at most"),
    ],
)
def test_a_file_ends_well(tmp_path: Path, content: bytes, fault: str | None):
    path = tmp_path / "file.txt"
    path.write_bytes(content)
    assert fault in [*faults_of(path), None][:1]


def test_private_modules_are_told_from_others():
    contract = PrivateToItsRoom(
        name="private",
        session_options={},
        contract_options={"floors": ["app.web"], "private": ["models", "forms"]},
    )
    private = {"app.likes.models", "app.forum.models.posts"}
    open_to_all = {"app.likes.services", "app.web.forms", "app.forum", "flask.models.x"}
    assert {name for name in private | open_to_all if contract._is_private(name)} == private  # noqa: SLF001 - the rule itself
