"""Brings the demonstration community to life, once, as if it had lived here for months."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import combinations

from app.accounts import queries as accounts
from app.accounts import services as account_services
from app.accounts.shapes import NewMember, ProfileEdit
from app.core import clock
from app.core.subjects import SubjectRef
from app.core.transaction import atomic
from app.core.viewer import Right, Viewer
from app.demo import content
from app.demo.articles import bring_article, move_articles
from app.demo.content import DemoGroup, DemoMember, DemoThread, People
from app.demo.posts import bring_posts
from app.forum.queries.facts import POST
from app.forum.services.imports import (
    ImportedThread,
    import_helpful,
    import_solution,
    import_thread,
)
from app.friends import services as friends
from app.groups import queries as groups
from app.groups import services as group_services
from app.groups.enums import Joining, Role, Visibility
from app.groups.limits import FIRST_SLUG
from app.groups.shapes import GroupTerms
from app.likes import services as likes
from app.threads.services import moderation

Progress = Callable[[int, int], None]
"""Called with how many threads and articles are done, and how many there are."""


def is_staged() -> bool:
    """Tell whether the community is here already."""
    return bool(accounts.by_handle([content.members()[0].handle]))


def stage(admin_id: int, progress: Progress) -> None:
    """Bring in people, groups, threads, articles and friends: all, or none when interrupted."""
    now = clock.now()
    threads, articles = content.threads(), content.articles()
    most = len(threads) + len(articles)
    with atomic():
        people = _bring_people(content.members(), now)
        owners = {group.slug: people[group.owner] for group in content.groups()}
        owners[FIRST_SLUG] = admin_id
        group_ids = {
            group.slug: _bring_group(group, people, accounts.absent_viewer(owners[group.slug]))
            for group in content.groups()
        }
        for done, thread in enumerate(threads, 1):
            thread_id = _bring_thread(thread, group_ids[thread.group], people, now)
            if thread.pinned:
                moderation.pin(accounts.absent_viewer(owners[thread.group]), thread_id)
            progress(done, most)
        brought = {}
        for done, article in enumerate(articles, len(threads) + 1):
            brought[bring_article(article, people, now)] = article
            progress(done, most)
        move_articles(brought, people, now)
        _befriend(people, admin_id, now)


def _bring_people(members: tuple[DemoMember, ...], now: datetime) -> People:
    """Open the accounts; nobody can sign in to them."""
    ids = account_services.open_members(
        [
            NewMember(
                display_name=member.display_name,
                handle=member.handle,
                created_at=now - timedelta(days=400 - 3 * place),
                rights=(Right.BLOG_EDIT,) if member.edits_blog else (),
                profile=ProfileEdit(
                    display_name=member.display_name,
                    told={
                        "sentence": member.sentence,
                        "department": member.department,
                        "associations": ", ".join(member.associations),
                        "can_help": ", ".join(member.can_help),
                        "seeks_help": ", ".join(member.seeks_help),
                    },
                ),
            )
            for place, member in enumerate(members)
        ]
    )
    return {member.handle: account_id for member, account_id in zip(members, ids, strict=True)}


def _bring_group(group: DemoGroup, people: People, owner: Viewer) -> int:
    """Open a group, unless it is the one that is always there, and let its members in."""
    if group.slug != FIRST_SLUG:
        terms = GroupTerms(
            name=group.name,
            purpose=group.purpose,
            rules=group.rules,
            visibility=Visibility(group.visibility),
            joining=Joining(group.joining),
        )
        group_services.found_group(owner, terms, slug=group.slug)
    group_id = groups.group_access_by_slug(owner, group.slug).group.id
    handles = people if group.members == "all" else group.members
    for handle in [*group.moderators, *handles]:
        group_services.add_member(group_id, people[handle], has_accepted_rules=True)
    for handle in group.moderators:
        group_services.change_role(owner, group_id, people[handle], role=Role.MODERATOR)
    return group_id


def _bring_thread(thread: DemoThread, group_id: int, people: People, now: datetime) -> int:
    """Open a thread with its posts, what helped, what was liked, and its solution."""
    opened_at = now - timedelta(days=thread.days_ago)
    thread_id, opening_id = import_thread(
        ImportedThread(
            group_id=group_id,
            kind=thread.kind,
            title=thread.title,
            body=thread.body,
            tags=tuple(thread.tags),
            author_id=people[thread.author],
            created_at=opened_at,
        )
    )
    likes.import_likes(
        SubjectRef(POST, opening_id), [people[handle] for handle in thread.likes], at=opened_at
    )
    ids = bring_posts(thread_id, thread.posts, people, opened_at, kind=POST)
    for post in thread.posts:
        moment = opened_at + timedelta(hours=post.hours_after)
        if post.helpful:
            import_helpful(ids[post.key], [people[handle] for handle in post.helpful], at=moment)
        if post.key == thread.solution:
            import_solution(ids[post.key], at=moment)
    return thread_id


def _befriend(people: People, admin_id: int, now: datetime) -> None:
    """Make friends, and have some ask the administrator."""
    for circle in content.circles():
        ids = [people[handle] for handle in circle.members] + [admin_id] * circle.with_admin
        friends.import_friends([*combinations(ids, 2)], at=now - timedelta(days=60))
    for request in content.requests():
        friends.ask(
            accounts.absent_viewer(people[request.asker]), admin_id, message=request.message
        )
