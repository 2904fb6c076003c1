"""The page about operations, walked on an empty machine by its own commands."""

import re
from pathlib import Path

import pytest

from tests.machine import go_without
from tests.operations.machine import ORIGIN, can_be_made, run
from tests.tree import ROOT

pytestmark = [pytest.mark.no_app, pytest.mark.slow]

PAGE = (ROOT / "docs" / "operations.md").read_text("utf-8")
POSTGRES = "runuser -u postgres -- "
ASK = "curl --silent --show-error --fail --cacert /etc/letsencrypt/live/asso.example/fullchain.pem"
ASK += " --resolve asso.example:443:127.0.0.1 --cookie-jar /tmp/jar --cookie /tmp/jar"
ASK_IN_WORDS = """
ask --data email=admin@asso.example --data-urlencode password=une-longue-phrase-secrete \\
  https://asso.example/connexion
ask --data kind=question --data-urlencode 'title=Comment sauver tout cela ?' \\
  --data-urlencode 'body=Avant que la machine ne brûle.' --data tags= \\
  'https://asso.example/questions/nouvelle?groupe=entraide-et-conseils-aux-associations'
ask https://asso.example/questions | grep 'Comment sauver tout cela'
"""
USE = f"""
ask() {{ {ASK} --header 'Origin: https://asso.example' "$@"; }}
ask https://asso.example/readyz
{ASK_IN_WORDS}
ask --http1.1 --include --max-time 3 --header 'Connection: Upgrade' --header 'Upgrade: websocket' \\
  --header 'Sec-WebSocket-Version: 13' --header 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' \\
  'https://asso.example/socket.io/?EIO=4&transport=websocket' > /tmp/socket || true
grep '^HTTP/1.1 101' /tmp/socket
"""
CONTENT = f"""
rows() {{ {POSTGRES}pg_dump --data-only --inserts entraide | grep '^INSERT' | sort | sha256sum; }}
files() {{ cd /var/lib && find entraide -type f ! -name '*.lock' ! -name '*.sqlite*' | sort |
  xargs sha256sum | sha256sum; }}
"""


def blocks(heading: str) -> list[str]:
    """Return what is to be typed under a heading of the page."""
    part = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = re.findall(r"^```sh\n(.*?)^```", part, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found


def on_sqlite(commands: str, instead: str) -> str:
    """Return commands with those for SQLite in place of those for PostgreSQL."""
    known: list[str] = []
    for line in commands.splitlines(keepends=True):
        if not line.startswith(POSTGRES):
            known.append(line)
        elif instead not in known:
            known.append(instead)
    return "".join(known).replace(" entraide-work", "")


def saved_and_restored(save: str, restore: str, content: str, lose: str) -> str:
    """Return commands that save, lose and restore a site, and compare its content.

    It is saved as it runs, as the page allows, and again when it stands still: a site that runs
    writes by itself (what it owes is told, words are learned), so that only what stands still can
    be compared. For the same reason what was restored is compared before the site is started.
    """
    *restored, started = restore.splitlines()
    assert started.startswith("systemctl start "), started
    return "\n".join(
        (
            save,
            started.replace(" start ", " stop "),
            save,
            f"before=$({content})",
            lose,
            *restored,
            f"after=$({content})",
            'test "$before" = "$after"',
            started,
            "ask https://asso.example/readyz",
            "ask https://asso.example/questions | grep 'Comment sauver tout cela'",
        )
    )


@pytest.fixture(autouse=True)
def _possible() -> None:
    """Go without where no machine can be made."""
    if not can_be_made():
        go_without("an empty machine (root on Debian, with `unshare`)")


def test_a_site_is_set_up_upgraded_saved_and_restored_as_the_page_says(tmp_path: Path):
    here, servers, start, proxy = blocks("On a server")
    save, save_sqlite, restore, restore_sqlite = blocks("What to save")
    (upgrade,) = blocks("Stopping and upgrading")
    bounce = re.search(r'^echo \'retours: "\|(.+)"\' ', PAGE, re.MULTILINE)
    assert bounce
    lost = "rm -rf /var/lib/entraide /etc/entraide.env"
    told = run(
        tmp_path,
        "\n".join(
            (
                here.replace("ADDRESS_OF_THE_REPOSITORY", ORIGIN),
                *(servers, start, proxy, USE, CONTENT, upgrade),
                saved_and_restored(
                    save, restore, "rows; files", f"{POSTGRES}dropdb entraide; {lost}"
                ),
                f"cd /; echo rien | runuser -u entraide -- {bounce[1]}",
                "systemctl stop entraide-web entraide-work",
                "sed -i '/^DATABASE_URL=/d; /^REDIS_URL=/d; /^WEB_PROCESSES=/d' /etc/entraide.env",
                on_sqlite(start, ""),
                ASK_IN_WORDS,
                saved_and_restored(
                    on_sqlite(save, save_sqlite),
                    on_sqlite(restore, restore_sqlite),
                    "sqlite3 /var/lib/entraide/entraide.sqlite .dump | sha256sum; files",
                    lost,
                ),
                "echo Walked to the end.",
            )
        ),
    )
    assert told.endswith("Walked to the end.\n")
