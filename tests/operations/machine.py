"""An empty machine: this one as it is, where all that is changed is forgotten at the end.

It has file systems and processes of its own (`unshare`, an overlay in memory), and shares the
network. As far as commands can tell it stands in for a machine of its own.
"""

import os
import shutil
import subprocess
from pathlib import Path

from tests.tree import ROOT

ORIGIN = "/tmp/origin"  # noqa: S108 - a path inside that machine
"""Where the repository lies there."""
LOG = "walk.log"
_TOOLS = Path(__file__).parent / "tools"
_MAKE = """
set -euo pipefail
mount -t tmpfs -o size=6g,mode=755 tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
root="$1/root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
for folder in tmp run srv; do mount -t tmpfs -o mode=1777 tmpfs "$root/$folder"; done
mkdir "$root/run/lock" "$root/tmp/origin"
mount --bind "$2" "$root/tmp/origin"
install -m 755 "$3"/* "$root/usr/local/bin/"
cp "$4" "$root/tmp/walk"
exec chroot "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \\
  PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin bash -euxo pipefail /tmp/walk
"""


def can_be_made() -> bool:
    """Tell whether somebody with our rights may make such a machine here."""
    asked = ["unshare", "--mount", "--pid", "--fork", "true"]
    is_debian = shutil.which("apt-get") is not None
    return is_debian and subprocess.run(asked, capture_output=True, check=False).returncode == 0


def run(folder: Path, commands: str) -> str:
    """Run commands of a shell on an empty machine, as root; return what they printed.

    Raises:
        AssertionError: one of them failed; with the end of what was printed.
    """
    place, walk, log = folder / "machine", folder / "walk", folder / LOG
    place.mkdir()
    walk.write_text(commands, "utf-8")
    isolated = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
    arguments = [str(path) for path in (place, _origin(folder), _TOOLS, walk)]
    with log.open("wb") as output:
        done = subprocess.run(
            [*isolated, "bash", "-c", _MAKE, "make", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    told = log.read_text("utf-8", "replace")
    assert done.returncode == 0, told[-6000:]
    return told


def _origin(folder: Path) -> Path:
    """Return a repository that holds the files as they are at this moment."""
    origin = folder / "origin"
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (origin / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, origin / name)
    who = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@b",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b",
    }
    for words in (["init"], ["add", "--all", "--force"], ["commit", "--message", "First."]):
        subprocess.run(
            ["git", *words], cwd=origin, env={**os.environ, **who}, capture_output=True, check=True
        )
    return origin
