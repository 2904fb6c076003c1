"""Run the site under fire and compare what everybody saw with what the rules say: `make chaos`.

`python -m bench.chaos SECONDS EACH` runs for so long, with so many faults of each sort, prints the
figures, and fails if anything was lost, doubled, out of order, or reached somebody it must not; or
if what should happen hardly did.
"""

import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from app.core.db import db
from bench.chaos.browsers import Browser
from bench.chaos.cluster import Cluster, cluster
from bench.chaos.comings import Comers, Movers
from bench.chaos.crowd import Crowd
from bench.chaos.faults import Faults
from bench.chaos.following import Followed
from bench.chaos.judge import Lives, Plan, judge
from bench.chaos.people import WRITERS, People
from bench.chaos.postbox import Forgetful, Postbox, postbox
from bench.chaos.probe import probe
from bench.chaos.reading import Reader
from bench.chaos.resting import come_to_rest
from bench.chaos.sending import Forms
from bench.chaos.verdict import Verdict
from bench.chaos.world import World, application, populate
from bench.report import Table, figure, replace
from tests.machine import comes_to

FOLLOWERS = 18
"""So many browsers keep the posts of the thread they watch; the others only listen."""


def main(plan: Plan, *, is_kept: bool) -> int:
    """Run it; return how the program ends."""
    folder = Path(tempfile.mkdtemp(prefix="entraide-chaos-"))
    seed = random.SystemRandom().getrandbits(32)
    print(f"seed {seed}, logs in {folder}", flush=True)
    lots = random.Random(seed)
    with postbox() as box, cluster(folder, smtp_port=box.port) as site:
        app = application(site, folder)
        with app.app_context():
            world = populate(app, lots)
            site.start_nodes()
            verdict, table = _under_fire(site, world, box, lots, plan)
    print(table)
    for fault in verdict.faults()[:60]:
        print(fault)
    if verdict.faults():
        return 1
    shutil.rmtree(folder)
    if is_kept:
        replace(table)
    return 0


def _under_fire(
    site: Cluster, world: World, box: Postbox, lots: random.Random, plan: Plan
) -> tuple[Verdict, Table]:
    """Let people live and faults happen; then wait for rest, look once more, and judge."""
    lives, faults = _lives(site, world, box, lots, plan)
    for thread in (lives.crowd, *lives.hands):
        thread.start()
    comes_to(lambda: all(browser.has_asked for browser in lives.browsers), seconds=60, pause=0.5)
    begun = time.monotonic()
    faults.run(plan.seconds)
    fired = time.monotonic() - begun
    for one in lives.hands:
        one.end()
    db.engine.dispose()  # its connections did not survive either
    repaired = time.monotonic()
    unrest = come_to_rest(lives)
    rested = time.monotonic() - repaired
    note = probe(lives)
    unrest += come_to_rest(lives)
    verdict = judge(lives)
    note(verdict)
    verdict.add("no rest", *unrest)
    lives.crowd.end()
    slowest = max(person.slowest_seconds for person in lives.people)
    happened = [
        ("seconds under fire", figure(fired)),
        ("slowest acknowledged post, s", figure(slowest)),
        ("seconds from the last repair to rest", figure(rested)),
    ]
    says = (
        "Two web nodes and a node for jobs, each killed, frozen and started again, on a PostgreSQL"
        " and a Redis that stop and come back, with sockets cut. In the end the notices of all"
        " members are compared with the precedence, told once more by itself, threads with their"
        " pages, letters with the outbox, and what happened with what should have."
    )
    rows = [*happened, *verdict.rows()]
    return verdict, Table(title="Under fire", says=says, columns=("what", "count"), rows=rows)


def _lives(
    site: Cluster, world: World, box: Postbox, lots: random.Random, plan: Plan
) -> tuple[Lives, Faults]:
    """Return everybody who is going to live through it, and what is going to befall the site."""

    def own() -> random.Random:
        return random.Random(lots.random())

    def forms() -> Forms:
        return Forms(site.ports, own())

    members, movers, comers = _browsers(world)
    crowd = Crowd([*members, *movers, *comers], site.ports, Reader(site.ports, own()), own())
    faults = Faults(site, crowd.cut, each=plan.each, lots=own())
    lives = Lives(
        world=world,
        crowd=crowd,
        people=[People(world, forms(), own(), place=place) for place in range(WRITERS)],
        movers=[Movers(world, movers[place::2], forms(), own()) for place in range(2)],
        comers=Comers(comers, site.ports, forms(), own()),
        forgetful=Forgetful(world.forgetful, forms(), own()),
        postbox=box,
        faults=faults.done,
        plan=plan,
    )
    return lives, faults


def _browsers(world: World) -> tuple[list[Browser], list[Browser], list[Browser]]:
    """Open a browser for everybody: members watch a thread, movers all private ones."""
    private = [one for one, group_id in world.group_of.items() if group_id == world.private]
    public = [one for one in world.group_of if one not in private]
    members = []
    for number, member in enumerate(world.members.values()):
        readable = private if world.private in member.groups else public
        thread_id = readable[number // 2 % len(readable)]
        followed = Followed(thread_id) if number < FOLLOWERS else None
        members.append(Browser(member, [f"forum.thread:{thread_id}"], followed))
    topics = [f"forum.thread:{thread_id}" for thread_id in private]
    return (
        members,
        [Browser(mover, topics) for mover in world.movers],
        [Browser(comer, [f"forum.thread:{one}" for one in public]) for comer in world.comers],
    )


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(Plan(*(given or (600, 50))), is_kept=not given))
