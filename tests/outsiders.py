"""A private world and those who stand outside it; every address of the site, aimed at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from app.accounts.models import Account
from app.blog.enums import ArticleState, DeskMove
from app.blog.queries.keys import PREVIEW, signed_key
from app.blog.services.drafts import save_article
from app.blog.services.moves import move_article
from app.blog.shapes import ArticleText, Said
from app.core import clock
from app.core.subjects import SubjectRef
from app.core.transaction import atomic
from app.core.viewer import Right
from app.forum.services import answers
from app.groups import services as groups
from app.groups.services import Removal
from app.likes import services as likes
from app.threads.services import moderation, posts
from tests.factories import make_account, seen_by
from tests.factories.blog import make_article, make_editor
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group, make_membership
from tests.factories.remarks import make_remark

SECRET = "hermine"
"""Stands in every text of the private world, and nobody outside asks for it."""
ASKED = "zibeline"
"""Stands there too, and is what outsiders look for."""
GROUP_NAME = "Le groupe Zibeline"


@dataclass(frozen=True, kw_only=True)
class World:
    """What is in the private group, and the people around it."""

    slug: str
    is_listed: bool
    thread_id: int
    post_id: int
    article_id: int
    outsiders: dict[str, Account | None]
    owner: Account


def make_world(visibility: str) -> World:
    """Make a private group with everything in it, and people who may not see it."""
    owner, author, removed, suspended = (make_account() for _ in range(4))
    group = make_group(
        slug=f"groupe-{ASKED}",
        name=GROUP_NAME,
        visibility=visibility,
        joining="request",
        owner=owner,
        members=(removed, suspended),
    )
    both = f"{ASKED} et d'{SECRET}"
    thread_id = make_thread(
        group=group,
        author=author,
        title=f"Une question de {both}",
        body=f"Le texte de {both}",
        tags=SECRET,
    )
    post_id = make_post(
        thread_id=thread_id, author=owner, body=f"La réponse de {ASKED} et d'{SECRET}"
    )
    make_post(thread_id=thread_id, author=removed, body=f"Un mot de {both}")
    posts.edit_post(seen_by(owner), post_id, body=f"La réponse, revue, de {both}")
    answers.accept_answer(seen_by(author), thread_id, post_id)
    likes.like(seen_by(author), SubjectRef("forum.post", post_id))
    moderation.pin(seen_by(owner), thread_id)
    groups.remove_member(seen_by(owner), group.id, removed.id, Removal(reason="Essai"))
    with atomic() as session:
        row = session.get_one(Account, suspended.id)
        row.suspended_until = clock.now() + timedelta(days=7)
    neighbour = make_account()
    make_membership(group=make_group(visibility=visibility, owner=neighbour), account=author)
    staff = make_account(rights=(Right.CONTENT_MODERATE, Right.PEOPLE_MANAGE))
    return World(
        slug=group.slug,
        is_listed=visibility == "members",
        thread_id=thread_id,
        post_id=post_id,
        article_id=_article(author, both),
        owner=owner,
        outsiders={
            "visitor": None,
            "member of another group": neighbour,
            "removed member": removed,
            "suspended member": suspended,
            "moderator of the site": staff,
        },
    )


def _article(author: Account, both: str) -> int:
    """Make an article that an editor asked to change, and that its author writes on."""
    editor = make_editor()
    article_id = make_article(
        author=author,
        editor=editor,
        state=ArticleState.IN_REVIEW,
        title=f"Un article de {ASKED}",
        summary=f"Le résumé de {both}",
        body=f"Le corps de {both}",
        category=ASKED,
        tags=SECRET,
    ).id
    make_remark(article_id, editor, body=f"Une remarque de {both}")
    said = Said(remark=f"Des changements de {both}")
    move_article(seen_by(editor), article_id, DeskMove.REQUEST_CHANGES, said)
    text = ArticleText(title=f"Un article de {ASKED}", summary="", body=f"La suite de {both}")
    save_article(seen_by(author), article_id, text)
    return article_id


def addresses(app: Flask, world: World) -> Iterator[tuple[str, Rule, str]]:
    """Return method, rule and address of all that could be asked about the private world.

    A rule with an argument that is not known here raises `KeyError`: name it, so that the new
    page is tried as well.
    """
    for rule in app.url_map.iter_rules():
        for values in _values(rule, world):
            with app.test_request_context():
                path = app.url_for(rule.endpoint, **values)
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield method, rule, path


QUERIES = (
    "",
    f"?q={ASKED}",
    f"?groupe=groupe-{ASKED}",
    f"?q={ASKED}&groupe=groupe-{ASKED}",
    f"?etiquette={ASKED}",
    "?onglet=utiles",
    "?onglet=resolues",
    f"?titre=Une question de {ASKED}",
)
"""Arguments that lists and searches understand."""


def _values(rule: Rule, world: World) -> Iterator[dict[str, Any]]:
    """Return the arguments that aim a rule at the private world."""
    known: dict[str, list[object]] = {
        "base": ["questions", "blog"],
        "thread_id": [world.thread_id],
        "post_id": [world.post_id],
        "slug": [world.slug],
        "ref": [
            SubjectRef("forum.post", world.post_id),
            SubjectRef("forum.thread", world.thread_id),
        ],
        "handle": [world.owner.handle],
        "place": [f"thread:{world.thread_id}"],
        "key": ["x" * 43],
        "token": ["x" * 22, signed_key(PREVIEW, world.article_id)],
        "version": ["x"],
        "name": ["css/site.css", f"un-article-de-{ASKED}"],
        "session_id": [1],
        "bundle": [1, 2, 3, 4, 5],
        "request_id": [1],
        "act_id": [1, 2],
        "article_id": [world.article_id],
        "remark_id": [1],
        "invitation_id": [1],
        "move": ["prendre", "publier", "retirer"],
    }
    arguments = sorted(rule.arguments)
    if not arguments:
        yield {}
        return
    lists = [known[argument] for argument in arguments]
    for index in range(max(map(len, lists))):
        yield {
            argument: values[index % len(values)]
            for argument, values in zip(arguments, lists, strict=True)
        }
