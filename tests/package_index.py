"""An index of packages in a folder, made of what a lock names and of newer releases of it all."""

import hashlib
import io
import re
import tarfile
import zipfile
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

NEWER = "9999"
SOURCE_ONLY = "http-ece"
"""The package whose author publishes no wheel: it is built during the set-up."""

_ENTRY = re.compile(r"^([a-z0-9].*==.*) \\$", re.MULTILINE)
_TAG = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_BUILD_TOOL = """
import zipfile

def build_wheel(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(f"{folder}/{wheel}", "w") as file:
        for name, text in {members!r}.items():
            file.writestr(name, text)
    return "{wheel}"
"""


def pinned_here(lock: str) -> list[Requirement]:
    """Return what a lock names for this machine; pip itself, which does the work, left out."""
    named = (Requirement(entry) for entry in _ENTRY.findall(lock))
    return [
        package
        for package in named
        if package.name != "pip" and (package.marker is None or package.marker.evaluate())
    ]


def fill_index(index: Path, lock: str) -> str:
    """Put all that a lock names into a folder, and a newer release of it; return its new lock.

    The packages are empty, but need what the real ones need. The newer tool builds nothing.
    """
    packages = pinned_here(lock)
    entries = []
    for package in packages:
        version = next(iter(package.specifier)).version
        if package.name == SOURCE_ONLY:
            path = _write_source(index, package.name, version)
        else:
            path = _write_wheel(index, package.name, version)
            _write_wheel(index, package.name, NEWER)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        entries.append(f"{package} --hash=sha256:{digest}\n")
    return "".join(entries)


def _wheel_members(name: str, version: str, about: str = "") -> dict[str, str]:
    """Return the files of a wheel without any module, and what it says of itself."""
    info = f"{name.replace('-', '_')}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{about}"
    return {f"{info}/METADATA": metadata, f"{info}/WHEEL": _TAG, f"{info}/RECORD": ""}


def _wheel_name(name: str, version: str) -> str:
    """Return the name of the file of a wheel."""
    return f"{name.replace('-', '_')}-{version}-py3-none-any.whl"


def _write_wheel(index: Path, name: str, version: str) -> Path:
    """Put an empty package into the index that needs what the real one needs."""
    members = {}
    if name == "setuptools":
        members["setuptools/__init__.py"] = ""
        if version != NEWER:
            members["setuptools/build_meta.py"] = _build_tool()
    else:
        real = distribution(name)
        extras = real.metadata.get_all("Provides-Extra") or ()
        about = "".join(f"Provides-Extra: {extra}\n" for extra in extras)
        about += "".join(f"Requires-Dist: {need}\n" for need in real.requires or ())
        members.update(_wheel_members(name, version, about))
    members.update(_wheel_members(name, version) if name == "setuptools" else {})
    path = index / _wheel_name(name, version)
    with zipfile.ZipFile(path, "w") as wheel:
        for member, text in members.items():
            wheel.writestr(member, text)
    return path


def _build_tool() -> str:
    """Return a tool that makes a wheel of the one package that comes as source."""
    version = distribution(SOURCE_ONLY).version
    return _BUILD_TOOL.replace("{wheel}", _wheel_name(SOURCE_ONLY, version)).replace(
        "{members!r}", repr(_wheel_members(SOURCE_ONLY, version))
    )


def _write_source(index: Path, name: str, version: str) -> Path:
    """Put a package into the index that must be built first."""
    path = index / f"{name}-{version}.tar.gz"
    members = {
        "pyproject.toml": '[build-system]\nrequires = ["setuptools"]\n'
        'build-backend = "setuptools.build_meta"\n',
        "PKG-INFO": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
    }
    with tarfile.open(path, "w:gz") as source:
        for member, text in members.items():
            entry = tarfile.TarInfo(f"{name}-{version}/{member}")
            entry.size = len(text)
            source.addfile(entry, io.BytesIO(text.encode()))
    return path
