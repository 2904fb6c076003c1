"""Opening threads, and the lists they stand in."""

import pytest

from app.core.errors import Forbidden, FormRefused, NotFound
from app.forum.queries.lists import ListFilter, unread_lines
from app.forum.queries.thread_items import latest_threads
from app.forum.services import answers
from app.forum.services.tags import tag_names
from app.forum.services.threads import NewThread, open_thread
from app.threads.queries.access import access_thread
from app.threads.services import follows, moderation
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group, make_membership


def _titles(viewer, *, tab="recentes", tag=None):
    which = ListFilter(tab=tab, tag=tag)
    return [item.title for item in latest_threads(viewer, which).items]


def test_lists_show_latest_unanswered_solved_and_most_helpful():
    reader, asker = make_account(), make_account()
    waiting = make_thread(title="Une question qui attend encore")
    solved = make_thread(author=asker, title="Une question bien résolue")
    answer = make_post(thread_id=solved)
    answers.mark_helpful(seen_by(reader), answer)
    answers.accept_answer(seen_by(asker), solved, answer)
    viewer = seen_by(reader)

    assert _titles(viewer) == ["Une question bien résolue", "Une question qui attend encore"]
    assert _titles(viewer, tab="sans-reponse") == ["Une question qui attend encore"]
    assert _titles(viewer, tab="resolues") == ["Une question bien résolue"]
    assert _titles(viewer, tab="utiles") == ["Une question bien résolue"]
    assert _titles(viewer, tag="assurance") == _titles(viewer)
    assert access_thread(viewer, waiting).kind == "question"


@pytest.mark.parametrize("tab", ["recentes", "sans-reponse"])
def test_pages_by_cursor_show_each_thread_once(tab):
    group = make_group()
    for number in range(7):
        make_thread(group=group, title=f"Question numéro {number}")
    viewer, seen, cursor = seen_by(None), [], None
    for _ in range(4):
        page = latest_threads(viewer, ListFilter(tab=tab, size=2, cursor=cursor))
        seen += [item.id for item in page.items]
        cursor = page.next_cursor
    assert len(seen) == len(set(seen)) == 7
    assert cursor is None


@pytest.mark.parametrize("cursor", ["x", "W10", "WzEsMl0=", "é", "W251bGwsbnVsbF0"])
def test_a_cursor_of_another_list_is_not_found(cursor):
    try:
        latest_threads(seen_by(None), ListFilter(cursor=cursor))
    except NotFound:
        return
    assert cursor == "WzEsMl0=", "only a well-formed cursor is read"


def test_what_was_opened_and_has_grown_is_shown_as_unread():
    reader, thread_id = make_account(), make_thread()
    follows.mark_read(seen_by(reader), thread_id, 1)
    assert unread_lines(seen_by(reader)) == ()
    make_post(thread_id=thread_id)
    assert [item.unread_count for item in unread_lines(seen_by(reader))] == [1]
    follows.set_follow(seen_by(reader), thread_id, "mute")
    assert unread_lines(seen_by(reader)) == ()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title", "Hé ?"),
        ("title", "x" * 151),
        ("body", "   "),
        ("tags", "un, deux, trois, quatre, cinq, six"),
        ("tags", "x" * 31),
        ("kind", "sondage"),
    ],
)
def test_what_cannot_be_accepted_is_refused_at_its_field(field, typed):
    new = {"kind": "question", "title": "Un titre qui va bien", "body": "Texte", "tags": ""}
    group = make_group()
    with pytest.raises(FormRefused) as refusal:
        open_thread(seen_by(make_account()), NewThread(group_id=group.id, **new | {field: typed}))
    assert refusal.value.field == field
    assert refusal.value.sentence


def test_tags_are_tidied():
    assert tag_names(" #Assurance,fête  de quartier; ,Assurance") == (
        "assurance",
        "fête-de-quartier",
    )


def test_writing_in_an_open_group_joins_it_and_in_a_closed_one_is_refused():
    newcomer = make_account()
    make_thread(group=make_group(), author=newcomer)
    closed = make_group(joining="request")
    new = NewThread(group_id=closed.id, kind="question", title="Puis-je écrire ici ?", body="Oui")
    with pytest.raises(Forbidden, match="Demandez à rejoindre"):
        open_thread(seen_by(make_account()), new)


def test_moderators_pin_close_move_and_each_act_is_kept():
    owner = make_account()
    group, other = make_group(owner=owner), make_group(owner=owner)
    thread_id = make_thread(group=group)
    moderation.pin(seen_by(owner), thread_id)
    moderation.close(seen_by(owner), thread_id, reason="Le ton monte.")
    moderation.move(seen_by(owner), thread_id, other.id)
    head = access_thread(seen_by(owner), thread_id)
    assert (head.is_closed, head.is_pinned, head.group_id) == (True, False, other.id)
    member = make_account()
    make_membership(group=other, account=member)
    with pytest.raises(Forbidden):
        moderation.pin(seen_by(member), thread_id)
