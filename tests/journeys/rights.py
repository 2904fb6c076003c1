"""Staff rights for people of a site that is being visited."""

import json
import sqlite3

from app.core.viewer import Right
from scripts.demo_site import Site


def let_hold(site: Site, handle: str, *rights: Right) -> None:
    """Let somebody hold these rights, as an administrator would give them."""
    [path] = site.data_dir.glob("*.sqlite")
    line = sqlite3.connect(path, timeout=20)
    with line:
        line.execute(
            "UPDATE accounts SET rights = ? WHERE handle = ?",
            (json.dumps([right.value for right in rights]), handle),
        )
    line.close()
