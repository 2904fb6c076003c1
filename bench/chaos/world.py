"""Who lives on the cluster: members, their friends, groups, threads and wishes, drawn by lot."""

import random
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from app import create_app
from app.accounts.models import Account, Block
from app.accounts.secrets.passwords import hash_password
from app.cli import migrate
from app.core import clock
from app.core.db import db
from app.core.transaction import atomic
from app.groups.models import Group
from app.notices.services import choose_level
from app.threads.models import Post
from app.threads.services.follows import set_follow
from bench.chaos.cluster import Cluster
from config import Config
from tests.factories.accounts import make_account, make_session, seen_by
from tests.factories.forum import make_thread
from tests.factories.friends import make_friends
from tests.factories.groups import make_group, make_membership

MEMBERS, MOVERS, COMERS, FORGETFUL, THREADS_EACH = 60, 6, 4, 5, 6
PASSWORD = "une longue phrase de passe"  # noqa: S105 - of a site that is gone in a moment
KINDS = ("question", "discussion")
LEVELS = ("everything", "friends", "threads", "nothing")


@dataclass(slots=True)
class Member:
    """Somebody, as the rules see them."""

    id: int
    handle: str
    email: str
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
    """All of it. Only movers and comers change while it is under fire."""

    members: dict[int, Member]
    movers: list[Member]
    """They leave the private group, or are removed, and come back."""
    comers: list[Member]
    """They sign out and in again; they belong to the public group."""
    organiser: Member
    """Who looks after the private group, and writes nothing."""
    forgetful: list[str]
    """Addresses of people who only ever ask for a new password."""
    public: int
    private: int
    private_slug: str
    group_of: dict[int, int]
    """thread → group."""
    opener_of: dict[int, int]
    """thread → who opened it."""
    opening_of: dict[int, int]
    """thread → its first post."""
    questions: list[int]
    """Those threads that can have a solution."""


def application(cluster: Cluster, folder: Path) -> Flask:
    """Return the application over the database of a cluster, for the rows that it begins with."""
    return create_app(Config.from_env({**cluster.site.environ(folder / "site"), "REDIS_URL": ""}))


def populate(app: Flask, lots: random.Random) -> World:
    """Make the tables, and everybody; wants the context of the application."""
    migrate()
    accounts = [make_account(display_name=f"Membre {number}") for number in range(MEMBERS)]
    movers = [make_account(display_name=f"Passant {number}") for number in range(MOVERS)]
    comers = [_with_password(display_name=f"Retour {number}") for number in range(COMERS)]
    organiser = make_account(display_name="Organisatrice")
    forgetful = [make_account(display_name=f"Tête {number}") for number in range(FORGETFUL)]
    public = make_group(name="Public")
    private = make_group(name="Privé", visibility="members", owner=organiser)
    members = {one.id: _member(app, one) for one in (*accounts, *movers, *comers, organiser)}
    world = World(
        members={one.id: members[one.id] for one in accounts},
        movers=[members[one.id] for one in movers],
        comers=[members[one.id] for one in comers],
        organiser=members[organiser.id],
        forgetful=[one.email or "" for one in forgetful],
        public=public.id,
        private=private.id,
        private_slug=private.slug,
        group_of={},
        opener_of={},
        opening_of={},
        questions=[],
    )
    for number, account in enumerate(accounts):
        _settle(world, account, public, private, is_private=number % 2 == 0, lots=lots)
    for mover in movers:
        make_membership(group=private, account=mover, notice_level="everything")
    for comer in comers:
        make_membership(group=public, account=comer, notice_level="everything")
    _befriend(world, accounts, lots)
    for group in (public, private):
        of_group = [one for one in accounts if group.id in members[one.id].groups]
        for number in range(THREADS_EACH):
            author, kind = lots.choice(of_group), KINDS[number % 2]
            thread_id = make_thread(group=group, author=author, kind=kind)
            world.group_of[thread_id], world.opener_of[thread_id] = group.id, author.id
            world.questions += [thread_id] if kind == "question" else []
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
    return Member(
        id=account.id,
        handle=account.handle,
        email=account.email or "",
        cookie=f"entraide={cookie.value}",
    )


def _with_password(*, display_name: str) -> Account:
    """Make somebody who can sign in."""
    account = make_account(display_name=display_name)
    with atomic() as session:
        session.execute(
            sa.update(Account)
            .where(Account.id == account.id)
            .values(password_hash=hash_password(PASSWORD))
        )
    return account


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
