"""Every text that a person has rendered is counted, and none stays shown as typed for long."""

import ast
from pathlib import Path

import pytest

from app import text
from app.core.db import db
from app.core.transaction import atomic
from app.groups.models import Group
from app.groups.services.stale_html import rerender_rules
from app.text.rendering import renderer
from app.text.rendering.workers import Worker
from app.threads.models import Post, Thread
from app.threads.services import posts
from app.threads.services.stale_html import rerender_posts
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group
from tests.tree import ROOT

OWN_WORK = {
    "app/threads/services/content.py",  # what is brought from elsewhere, in a command
    "app/blog/services/manuscripts.py",  # the same
    "app/groups/services/creation.py",  # the first group
}
"""Modules that render texts which no person has just typed."""
WELL = {"title": "Qui assure la fête ?", "kind": "question", "tags": "fête", "name": "Un groupe"}
WELL |= {"purpose": "Parler", "visibility": "public", "joining": "open", "rules": "*Poliment*"}


def roads(thread_id: int, post_id: int, group: Group) -> dict[str, dict[str, str]]:
    """Return each address that renders what a person has typed, with what it is sent."""
    return {
        "/questions/apercu": {},
        "/questions/nouvelle": {"group": group.slug},
        "/questions/nouvelle?": {"group": group.slug, "preview": "1"},
        f"/questions/{thread_id}/reponses": {},
        f"/questions/{thread_id}/reponses?": {"preview": "1"},
        f"/questions/messages/{post_id}/modifier": {},
        f"/questions/messages/{post_id}/modifier?": {"preview": "1"},
        "/groupes/nouveau": {},
        f"/groupes/{group.slug}/reglages": {},
    }


@pytest.mark.usefixtures("with_limits")
@pytest.mark.parametrize("road", range(9))
def test_every_road_to_the_renderer_is_limited(
    client_for, monkeypatch: pytest.MonkeyPatch, road: int
):
    author = make_account()
    group = make_group(owner=author)
    thread_id = make_thread(author=author, group=group)
    post_id = make_post(thread_id=thread_id, author=author)
    address, sent = list(roads(thread_id, post_id, group).items())[road]
    monkeypatch.setattr(renderer, "RENDERINGS", "1 per hour")
    for is_preview in (True, False):
        text.render_for(author.id, "a", is_preview=is_preview)
    form = WELL | {"body": "Ce qui est *tapé*"} | sent
    response = client_for(author).post(address, data=form)
    assert response.status_code == 429
    page = response.get_data(as_text=True)
    assert "Ce qui est *tapé*" in page or "*Poliment*" in page or address.endswith("apercu")


def test_nobody_renders_for_people_without_counting():
    found = set()
    for path in (ROOT / "app").rglob("*.py"):
        if path.is_relative_to(ROOT / "app" / "text"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if name in {"text.render", "render"} and "app.text" in _imports(path):
                found.add(str(path.relative_to(ROOT)))
    assert found - {"app/threads/services/stale_html.py"} == OWN_WORK


def _imports(path: Path) -> str:
    """Return the beginning of a module with its imports."""
    source = path.read_text()
    return source.replace("from app import text", "app.text") if "import" in source else ""


def test_what_was_stored_as_typed_because_the_renderer_was_busy_is_formatted_by_a_job(
    monkeypatch: pytest.MonkeyPatch,
):
    thread_id = make_thread()
    monkeypatch.setattr(renderer, "TURN_SECONDS", dict.fromkeys(renderer.TURN_SECONDS, 0.0))
    monkeypatch.setattr(Worker, "ask", lambda *_question: None)
    post_id = make_post(thread_id=thread_id, body="Un **mot**")
    assert _html(post_id) == "<p>Un **mot**</p>"
    monkeypatch.undo()
    with atomic() as session:
        session.get_one(Post, post_id).renderer_version = renderer.FOR_NOW
    before = db.session.get_one(Thread, thread_id).version
    db.session.close()
    rerender_posts()
    assert _html(post_id) == "<p>Un <strong>mot</strong></p>"
    assert db.session.get_one(Thread, thread_id).version == before + 1
    assert db.session.get_one(Post, post_id).renderer_version == text.RENDERER_VERSION


def test_texts_of_an_older_renderer_are_made_again_and_keep_their_names():
    lea = make_account(handle="lea")
    post_id = make_post(body="Merci @lea\n\n[Lieu]: Nantes (44)")
    group = make_group(rules="- a\n  - b")
    with atomic() as session:
        post = session.get_one(Post, post_id)
        post.html, post.renderer_version = "<p>Merci @lea</p>", 1
        session.get_one(Group, group.id).rules_version = 1
    rerender_posts()
    rerender_rules()
    html = _html(post_id)
    assert f'href="/membres/{lea.handle}"' in html
    assert "[Lieu]: Nantes (44)" in html
    assert "<ul>\n<li>a<ul>" in db.session.get_one(Group, group.id).rules_html


def test_a_text_that_was_edited_meanwhile_is_left_alone(monkeypatch: pytest.MonkeyPatch):
    author = make_account()
    post_id = make_post(author=author, body="avant")
    with atomic() as session:
        session.get_one(Post, post_id).renderer_version = 1
    seen = text.RENDERER_VERSION

    def edited(*_asked: object) -> tuple[str, ...]:
        posts.edit_post(seen_by(author), post_id, body="après")
        return ()

    monkeypatch.setattr("app.threads.services.stale_html._handles_in", edited)
    rerender_posts()
    assert _html(post_id) == "<p>après</p>"
    assert db.session.get_one(Post, post_id).renderer_version == seen


def _html(post_id: int) -> str:
    """Return what a post shows."""
    db.session.close()
    return db.session.get_one(Post, post_id).html
