"""Who lives on the cluster: members, their friends, groups, threads and wishes, drawn by lot."""

import random
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from app import create_app
from app.accounts.models import Account, Block
from app.cli import migrate
from app.core import clock
from app.core.db import db
from app.core.transaction import atomic
from app.forum.models import Post
from app.forum.services.following import set_follow
from app.groups.models import Group
from app.notices.services import choose_level
from bench.chaos.cluster import Cluster
from config import Config
from tests.factories.accounts import make_account, make_session, seen_by
from tests.factories.forum import make_thread
from tests.factories.friends import make_friends
from tests.factories.groups import make_group, make_membership

MEMBERS, MOVERS, THREADS_EACH = 60, 6, 6
KINDS = ("question", "discussion")
LEVELS = ("everything", "friends", "threads", "nothing")


@dataclass(slots=True)
class Member:
    """Somebody, as the rules see them."""

    id: int
    handle: str
    cookie: str
    level: str = "friends"
    group_levels: dict[int, str] = field(default_factory=dict)
    """By group; only those of groups they belong to and chose something for."""
    groups: set[int] = field(default_factory=set)
    friends: set[int] = field(default_factory=set)
    silent: set[int] = field(default_factory=set)
    states: dict[int, str] = field(default_factory=dict)
    """By thread: follow or mute."""


@dataclass(slots=True)
class World:
    """All of it. Only movers change while it is under fire."""

    members: dict[int, Member]
    movers: list[Member]
    public: int
    private: int
    private_slug: str
    group_of: dict[int, int]
    """thread → group."""
    opener_of: dict[int, int]
    """thread → who opened it."""
    opening_of: dict[int, int]
    """thread → its first post."""


def application(cluster: Cluster, folder: Path) -> Flask:
    """Return the application over the database of a cluster, for the rows that it begins with."""
    return create_app(Config.from_env({**cluster.site.environ(folder), "REDIS_URL": ""}))


def populate(app: Flask, lots: random.Random) -> World:
    """Make the tables, and everybody; wants the context of the application."""
    migrate()
    accounts = [make_account(display_name=f"Membre {number}") for number in range(MEMBERS)]
    movers = [make_account(display_name=f"Passant {number}") for number in range(MOVERS)]
    public, private = make_group(name="Public"), make_group(name="Privé", visibility="members")
    members = {one.id: _member(app, one) for one in (*accounts, *movers)}
    world = World(
        members={one.id: members[one.id] for one in accounts},
        movers=[members[one.id] for one in movers],
        public=public.id,
        private=private.id,
        private_slug=private.slug,
        group_of={},
        opener_of={},
        opening_of={},
    )
    for number, account in enumerate(accounts):
        _settle(world, account, public, private, is_private=number % 2 == 0, lots=lots)
    for mover in movers:
        make_membership(group=private, account=mover, notice_level="everything")
    _befriend(world, accounts, lots)
    for group in (public, private):
        of_group = [one for one in accounts if group.id in members[one.id].groups]
        for _number in range(THREADS_EACH):
            author = lots.choice(of_group)
            thread_id = make_thread(group=group, author=author, kind=lots.choice(KINDS))
            world.group_of[thread_id], world.opener_of[thread_id] = group.id, author.id
    _choose_states(world, accounts, lots)
    openings = sa.select(Post.thread_id, Post.id).where(Post.number == 1)
    world.opening_of.update(db.session.execute(openings).all())
    db.session.close()
    return world


def _member(app: Flask, account: Account) -> Member:
    """Sign somebody in."""
    client = app.test_client()
    with client.session_transaction() as kept:
        kept["_user_id"] = make_session(account)
        kept["_fresh"] = True
    cookie = client.get_cookie("entraide")
    if cookie is None:
        raise RuntimeError
    return Member(id=account.id, handle=account.handle, cookie=f"entraide={cookie.value}")


def _settle(
    world: World,
    account: Account,
    public: Group,
    private: Group,
    *,
    is_private: bool,
    lots: random.Random,
) -> None:
    """Let somebody choose a level, join groups, and choose another level for some."""
    member = world.members[account.id]
    member.level = lots.choice(LEVELS)
    choose_level(seen_by(account), member.level)
    for group in (public, private) if is_private else (public,):
        level = lots.choice((None, None, *LEVELS))
        make_membership(group=group, account=account, notice_level=level)
        member.groups.add(group.id)
        if level is not None:
            member.group_levels[group.id] = level


def _befriend(world: World, accounts: list[Account], lots: random.Random) -> None:
    """Make some people friends, and let a few block each other."""
    for account in accounts:
        for other in lots.sample(accounts, 4):
            one, two = world.members[account.id], world.members[other.id]
            if one.id != two.id and two.id not in one.friends:
                make_friends(account, other)
                one.friends.add(two.id)
                two.friends.add(one.id)
    for account in lots.sample(accounts, 6):
        other = lots.choice(accounts)
        one, two = world.members[account.id], world.members[other.id]
        if one.id != two.id and two.id not in one.friends | one.silent:
            with atomic() as session:
                now = clock.now()
                session.add(Block(account_id=one.id, blocked_id=two.id, created_at=now))
            one.silent.add(two.id)
            two.silent.add(one.id)


def _choose_states(world: World, accounts: list[Account], lots: random.Random) -> None:
    """Let some follow threads they may see, and others mute them."""
    for account in accounts:
        member = world.members[account.id]
        for thread_id, group_id in world.group_of.items():
            if group_id in member.groups and lots.random() < 0.2:
                state = lots.choice(("follow", "mute"))
                set_follow(seen_by(account), thread_id, state)
                member.states[thread_id] = state
