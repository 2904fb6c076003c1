"""Copy the front-end packages that pages use from node_modules to static/vendor.

`package.json` says which, under "vendor": a file in node_modules, then its name in the folder.
"""

import json
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "static" / "vendor"
_SOURCE_MAP = re.compile(rb"\n//# sourceMappingURL=.*\s*\Z")


def main() -> None:
    """Make the folder hold what package.json says and nothing else."""
    wanted: dict[str, str] = json.loads((ROOT / "package.json").read_text("utf-8"))["vendor"]
    for source, name in wanted.items():
        _copy(ROOT / "node_modules" / source, TARGET / name)
    for path in TARGET.rglob("*"):
        if path.is_file() and path.relative_to(TARGET).as_posix() not in wanted.values():
            path.unlink()


def _copy(source: Path, target: Path) -> None:
    """Copy one file unless it is there; without the address of a map that is not served."""
    content = source.read_bytes()
    if target.suffix == ".js":
        content = _SOURCE_MAP.sub(b"\n", content)
    if target.exists() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    shutil.copymode(source, target)


if __name__ == "__main__":
    main()
