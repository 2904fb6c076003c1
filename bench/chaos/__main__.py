"""Run the site under fire and compare what everybody saw with what the rules say: `make chaos`.

`python -m bench.chaos SECONDS EACH` runs for so long, with so many faults of each sort, prints the
figures, and fails if anything was lost, doubled, out of order, or reached somebody it must not.
"""

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import sqlalchemy as sa

from app.core.db import db
from app.notices.models import Activity, NoticeBox
from bench.chaos.browsers import Browser, Crowd
from bench.chaos.cluster import Cluster, cluster
from bench.chaos.faults import Faults
from bench.chaos.judge import Verdict, judge
from bench.chaos.people import Movers, People
from bench.chaos.world import World, application, populate
from bench.report import Table, figure, replace

SECONDS, EACH = 600, 50
WRITERS, A_SECOND = 8, 0.7
REST_SECONDS = 240
"""At most so long after the last repair: lost jobs are swept up each minute."""


def main(seconds: float, each: int, *, is_kept: bool) -> int:
    """Run it; return how the program ends."""
    folder = Path(tempfile.mkdtemp(prefix="entraide-chaos-"))
    seed = random.SystemRandom().getrandbits(32)
    print(f"seed {seed}, logs in {folder}", flush=True)
    lots = random.Random(seed)
    with cluster(folder) as site:
        app = application(site, folder)
        with app.app_context():
            world = populate(app, lots)
            site.start_nodes()
            verdict, table = _under_fire(site, world, lots, seconds, each)
    print(table)
    for fault in verdict.faults()[:40]:
        print(fault)
    if verdict.faults():
        return 1
    shutil.rmtree(folder)
    if is_kept:
        replace(table)
    return 0


def _under_fire(
    site: Cluster, world: World, lots: random.Random, seconds: float, each: int
) -> tuple[Verdict, Table]:
    """Let people live and faults happen; then wait for rest, and judge."""
    browsers = _browsers(world, lots)
    crowd = Crowd(browsers, site.ports, random.Random(lots.random()))
    people = [
        People(world, site.ports, random.Random(lots.random()), a_second=A_SECOND)
        for _ in range(WRITERS)
    ]
    movers = Movers(world, site.ports, random.Random(lots.random()))
    faults = Faults(site, crowd.cut, each=each, lots=random.Random(lots.random()))
    for thread in (crowd, *people, movers):
        thread.start()
    _until(lambda: all(browser.has_asked for browser in browsers), 60)
    begun = time.monotonic()
    faults.run(seconds)
    fired = time.monotonic() - begun
    for person in people:
        person.end()
    movers.end()
    db.engine.dispose()  # its connections did not survive either
    repaired = time.monotonic()
    _until(lambda: _is_at_rest(browsers), REST_SECONDS)
    rested = time.monotonic() - repaired
    crowd.end()
    written = [one for person in people for one in person.written]
    verdict = judge(world, browsers, written, movers.away)
    happened = [
        ("seconds under fire", figure(fired)),
        *((f"faults: {sort}", str(count)) for sort, count in sorted(faults.done.items())),
        ("members with a browser", str(len(browsers))),
        ("sockets opened", str(sum(browser.reconnects for browser in browsers))),
        ("slowest acknowledged post, s", figure(max(one.slowest_seconds for one in people))),
        ("away and back again", str(len(movers.away))),
        ("seconds from the last repair to rest", figure(rested)),
    ]
    return verdict, _table(happened, verdict)


def _table(happened: list[tuple[str, str]], verdict: Verdict) -> Table:
    """Return what happened, and what came of it."""
    rows = [
        *happened,
        ("posts acknowledged", str(verdict.acknowledged)),
        ("posts written whose answer was lost", str(verdict.written_unheard)),
        ("notices", str(verdict.notices)),
        ("acknowledged posts lost", str(len(verdict.lost_posts))),
        ("posts doubled", str(len(verdict.doubled_posts))),
        ("notices not told", str(len(verdict.lost))),
        ("notices not seen", str(len(verdict.unseen))),
        ("notices seen twice", str(verdict.doubled)),
        ("notices out of order", str(verdict.disordered)),
        ("told or shown to somebody who may not see", str(len(verdict.forbidden))),
        ("wrong badges", str(len(verdict.wrong_badges))),
    ]
    says = (
        "Two web nodes and a node for jobs, each killed, frozen and started again, on a PostgreSQL"
        " and a Redis that stop and come back, with sockets cut. In the end the notices of all"
        " members are compared with the precedence, told once more by itself."
    )
    return Table(title="Under fire", says=says, columns=("what", "count"), rows=rows)


def _browsers(world: World, lots: random.Random) -> list[Browser]:
    """Open a browser for everybody; movers watch the private threads."""
    private = [one for one, group_id in world.group_of.items() if group_id == world.private]
    return [
        *(
            Browser(member, topics=[f"forum.thread:{_some_thread(world, member.groups, lots)}"])
            for member in world.members.values()
        ),
        *(
            Browser(mover, topics=[f"forum.thread:{thread_id}" for thread_id in private])
            for mover in world.movers
        ),
    ]


def _some_thread(world: World, groups: set[int], lots: random.Random) -> int:
    """Draw a thread of one of the groups."""
    return lots.choice([one for one, group_id in world.group_of.items() if group_id in groups])


def _is_at_rest(browsers: Sequence[Browser]) -> bool:
    """Tell whether everybody was told everything, and every browser has it."""
    db.session.close()
    waiting = sa.select(sa.func.count()).where(Activity.fanned_out_at.is_(None))
    if db.session.scalar(waiting.select_from(Activity)):
        return False
    newest = dict(db.session.execute(sa.select(NoticeBox.account_id, NoticeBox.last_seq)).all())
    return all(browser.last == newest.get(browser.member.id, 0) for browser in browsers)


def _until(is_so: Callable[[], bool], seconds: float) -> bool:
    """Wait for something, but not for ever."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if is_so():
            return True
        time.sleep(0.5)
    return False


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(given or (SECONDS, EACH)), is_kept=not given))
