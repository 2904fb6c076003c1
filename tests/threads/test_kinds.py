"""Each room has its own threads: found, watched, counted and acted upon there alone."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.core.errors import NotFound
from app.core.subjects import SubjectRef, find_visible
from app.core.transaction import atomic
from app.threads.integration import integrated
from app.threads.kinds import BadKind, KindFacts, OpeningFields, ThreadKind, facts_of, kind_of
from app.threads.models import Thread
from app.threads.queries.access import access_thread, watch_thread
from app.threads.queries.drafts import drafts_of
from app.threads.services.drafts import DraftText, save_draft
from app.threads.shapes import ThreadFacts
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_thread

HOSTED = ThreadKind(kind="song", room="songs", base="chansons", has_opening=False)


def _of_a_room_that_is_gone(thread_id: int) -> None:
    """Let a thread be of a kind that nobody knows any more."""
    with atomic() as session:
        session.execute(sa.update(Thread).where(Thread.id == thread_id).values(kind="song"))


def test_facts_that_say_nothing_are_equal_so_that_pages_are_kept_under_them():
    assert ThreadFacts() == ThreadFacts()
    assert len({ThreadFacts(), ThreadFacts()}) == 1


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"base": "chan/sons"}, "letters only"),
        ({"has_opening": True}, "no form changes it"),
        ({"kind": "a-song-of-many-words"}, "too long"),
    ],
)
def test_a_kind_that_could_not_work_is_refused_when_the_site_starts(wrong, why):
    with pytest.raises(BadKind, match=why):
        integrated(replace(HOSTED, **wrong))


def test_two_rooms_that_know_something_of_one_name_are_refused():
    def knowing(name: str, column: str) -> ThreadKind:
        table = sa.table(name, sa.column("thread_id"), sa.column(column))
        facts = KindFacts(
            table=table,
            thread_id=table.c.thread_id,
            columns=(table.c[column],),
            read=lambda _row: (ThreadFacts(), None),
        )
        return replace(HOSTED, kind=name, facts=facts)

    assert len(facts_of((knowing("song", "tempo"), knowing("meal", "price")))) == 2
    with pytest.raises(BadKind, match="price"):
        facts_of((knowing("song", "price"), knowing("meal", "price")))


def test_a_kind_with_a_text_of_its_own_names_the_form_that_changes_it():
    opening = OpeningFields(form=dict, read=lambda _id: {}, beside=lambda _form: None)  # type: ignore[arg-type,return-value] # never called
    assert integrated(replace(HOSTED, has_opening=True, opening=opening))


def test_a_thread_of_a_room_that_is_gone_is_not_there():
    author = make_account()
    thread_id = make_thread(author=author)
    save_draft(seen_by(author), f"thread:{thread_id}", DraftText(body="Un début"), version=0)
    _of_a_room_that_is_gone(thread_id)
    with pytest.raises(NotFound):
        access_thread(seen_by(author), thread_id)
    [kept] = drafts_of(seen_by(author))
    assert (kept.url, kept.thread_title) == (None, "")
    assert find_visible(seen_by(author), [SubjectRef("forum.thread", thread_id)]) == {}


def test_a_thread_is_watched_under_the_name_of_its_own_room_only():
    author = make_account()
    thread_id = make_thread(author=author)
    watch_thread(seen_by(author), thread_id, room="forum")
    with pytest.raises(NotFound):
        watch_thread(seen_by(author), thread_id, room="songs")


def test_addresses_follow_from_the_base():
    assert kind_of("question").address(12, "qui") == "/questions/12-qui"
    assert HOSTED.sheet_address(12, "la-ronde") == "/chansons/12-la-ronde/imprimer"
    own = replace(HOSTED, url=lambda _id, slug: f"/blog/{slug}")
    assert own.address(12, "la-ronde") == "/blog/la-ronde"
    assert own.sheet_address(12, "la-ronde") == "/chansons/12/imprimer"
