"""Pictures belong to something or go, and go with what they belong to."""

import os
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from flask import Flask

from app.accounts import queries as accounts
from app.accounts import services as account_services
from app.core import clock
from app.core.db import db
from app.core.errors import FormRefused, NotFound, SignInNeeded, Suspended, TooOften
from app.core.events import SubjectRemoved
from app.core.subjects import SubjectRef
from app.core.transaction import atomic, emit
from app.core.viewer import GUEST
from app.media import queries, services
from app.media.enums import Purpose
from app.media.files import storage
from app.media.files.storage import path_of
from app.media.limits import MAX_BYTES
from app.media.models import File
from app.media.shapes import StoredPicture
from tests.factories import make_account, seen_by
from tests.media.conftest import TEXT, Draw, png

OTHER_TEXT = SubjectRef("test.text", 8)


def _files() -> list[str]:
    db.session.close()
    return [row.token for row in db.session.query(File).order_by(File.id)]


def _stored(draw: Draw, account, purpose: Purpose = Purpose.POST) -> StoredPicture:
    return services.store_picture(seen_by(account), draw(), purpose=purpose)


def test_a_picture_is_kept_under_a_name_that_nobody_guesses(draw: Draw):
    author = make_account()
    first, second = _stored(draw, author), _stored(draw, author)
    assert first.token != second.token
    assert len(first.token) == 32
    assert first.url == f"/medias/{first.token}"
    assert path_of(first.token).is_file()
    assert (first.width, first.height) == (64, 48)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"%PDF-1.7 bonjour", "pas une image que nous savons lire"),
        (bytes(MAX_BYTES + 1), "trop lourde"),
        (png(50_000, 50_000), "trop de pixels"),
    ],
)
def test_what_cannot_be_taken_is_refused_at_its_field_and_leaves_nothing(sent: bytes, words: str):
    viewer = seen_by(make_account())
    with pytest.raises(FormRefused) as refusal:
        services.store_picture(viewer, BytesIO(sent), purpose=Purpose.POST)
    assert refusal.value.field == "picture"
    assert words in refusal.value.sentence
    assert _files() == []


def test_a_row_that_cannot_be_written_leaves_no_file(
    app: Flask, draw: Draw, monkeypatch: pytest.MonkeyPatch
):
    author, folder = make_account(), app.config["SETTINGS"].data_dir / "media"
    before = set(folder.rglob("*"))
    monkeypatch.setattr(services, "_insert", lambda *_what: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        _stored(draw, author)
    assert not [path for path in set(folder.rglob("*")) - before if path.is_file()]


def test_guests_and_suspended_members_send_none(draw: Draw):
    suspended = make_account(suspended_until=clock.now() + timedelta(days=1))
    with pytest.raises(SignInNeeded):
        services.store_picture(GUEST, draw(), purpose=Purpose.POST)
    with pytest.raises(Suspended):
        _stored(draw, suspended)


@pytest.mark.usefixtures("with_limits")
def test_a_member_sends_sixty_a_day_at_most(draw: Draw, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(services, "PICTURES_PER_DAY", "3 per day")
    author = make_account()
    for _number in range(3):
        _stored(draw, author)
    with pytest.raises(TooOften):
        _stored(draw, author)
    _stored(draw, make_account())


def test_a_picture_that_is_not_used_goes_after_a_day(draw: Draw):
    author = make_account()
    with time_machine.travel(clock.now(), tick=False) as now:
        used, held, unused = (_stored(draw, author).token for _ in range(3))
        services.attach(TEXT, [used], writer_id=author.id)
        services.keep_for_draft([used, held], sender_id=author.id)
        services.keep_for_draft([unused], sender_id=make_account().id)
        now.shift(timedelta(hours=23))
        services.purge()
        assert _files() == [used, held, unused]
        now.shift(timedelta(hours=1))
        services.purge()
        assert _files() == [used, held]
        now.shift(timedelta(days=30))
        services.purge()
    assert _files() == [used]
    assert not path_of(unused).exists()
    assert path_of(used).exists()


def _held(ref: SubjectRef) -> list[str]:
    return [picture.token for picture in queries.files_of([ref])[ref]]


def test_a_picture_is_held_by_all_that_show_it_until_the_last_is_gone(draw: Draw):
    author = make_account()
    token = _stored(draw, author).token
    for _again in range(2):
        services.attach(TEXT, [token, "x" * 32], writer_id=author.id)
        services.attach(OTHER_TEXT, [token], writer_id=author.id)
    assert (_held(TEXT), _held(OTHER_TEXT)) == ([token], [token])
    services.remove_of(TEXT)
    services.purge()
    assert (_held(TEXT), _held(OTHER_TEXT)) == ([], [token])
    assert path_of(token).exists()
    services.remove_of(OTHER_TEXT)
    assert _files() == []
    assert not path_of(token).exists()


def test_a_picture_that_a_draft_shows_outlives_its_last_text(draw: Draw):
    author = make_account()
    with time_machine.travel(clock.now(), tick=False) as now:
        token = _stored(draw, author).token
        services.attach(TEXT, [token], writer_id=author.id)
        services.keep_for_draft([token], sender_id=author.id)
        services.remove_of(TEXT)
        assert _files() == [token]
        services.attach(OTHER_TEXT, [token], writer_id=author.id)
        now.shift(timedelta(days=40))
        services.purge()
        assert _files() == [token]


def test_only_who_sent_a_picture_or_may_see_it_shows_it_to_others(
    draw: Draw, readers: set[int | None]
):
    author, reader, stranger = make_account(), make_account(), make_account()
    token = _stored(draw, author).token
    services.attach(OTHER_TEXT, [token], writer_id=reader.id)
    assert _held(OTHER_TEXT) == []
    services.attach(TEXT, [token], writer_id=author.id)
    readers.add(reader.id)
    services.attach(OTHER_TEXT, [token], writer_id=stranger.id)
    services.replace(OTHER_TEXT, token, purpose=Purpose.POST, writer_id=stranger.id)
    assert _held(OTHER_TEXT) == []
    services.attach(OTHER_TEXT, [token], writer_id=reader.id)
    assert _held(OTHER_TEXT) == [token]


def test_files_without_a_row_are_swept_after_a_day(app: Flask, draw: Draw):
    known = _stored(draw, make_account()).token
    orphan, half, young = "a" * 32, "b" * 32, "c" * 32
    for name in (orphan, half, young):
        storage.write(name, b"x")
    path_of(half).rename(path_of(half).with_suffix(".part"))
    two_days_ago = clock.now().timestamp() - 2 * 86_400
    for path in (path_of(known), path_of(orphan), path_of(half).with_suffix(".part")):
        os.utime(path, (two_days_ago, two_days_ago))
    services.sweep()
    folder = app.config["SETTINGS"].data_dir / "media"
    left = {path.name for path in folder.glob("??/*")}
    assert {f"{known}.webp", f"{young}.webp"} <= left
    assert not {f"{orphan}.webp", f"{half}.part"} & left


def test_pictures_go_with_their_subject_and_only_when_it_is_gone_for_sure(draw: Draw):
    author = make_account()
    token, other = _stored(draw, author).token, _stored(draw, author).token
    services.attach(TEXT, [token], writer_id=author.id)
    services.attach(SubjectRef("test.text", 8), [other], writer_id=author.id)
    with pytest.raises(ZeroDivisionError):
        _remove_and_fail()
    assert path_of(token).exists()
    with atomic():
        emit(SubjectRemoved(ref=TEXT))
    assert _files() == [other]
    assert not path_of(token).exists()


def _remove_and_fail() -> None:
    with atomic():
        services.remove_of(TEXT)
        raise ZeroDivisionError


def test_a_new_photo_takes_the_place_of_the_old_one(draw: Draw):
    person = make_account()
    first = services.set_avatar(seen_by(person), draw((900, 500), "JPEG"))
    second = services.set_avatar(seen_by(person), draw())
    assert accounts.face(person.id).avatar_url == second.url
    assert _files() == [second.token]
    assert not path_of(first.token).exists()
    services.drop_avatar(seen_by(person))
    services.drop_avatar(seen_by(person))
    assert accounts.face(person.id).avatar_url is None
    assert _files() == []


def test_a_photo_that_cannot_be_taken_leaves_the_old_one(draw: Draw):
    person = make_account()
    first = services.set_avatar(seen_by(person), draw())
    with pytest.raises(FormRefused):
        services.set_avatar(seen_by(person), BytesIO(b"non"))
    assert accounts.face(person.id).avatar_url == first.url


def test_closing_an_account_takes_the_photo_and_leaves_the_pictures_in_texts(draw: Draw):
    person = make_account()
    services.set_avatar(seen_by(person), draw())
    in_text, unused = _stored(draw, person).token, _stored(draw, person).token
    services.attach(TEXT, [in_text], writer_id=person.id)
    account_services.close(seen_by(person), person.id)
    assert _files() == [in_text]
    assert not path_of(unused).exists()


def test_the_pictures_of_a_text_are_found_in_order_and_once():
    first, second = "a" * 32, "B-_9" * 8
    text = f"![x](/medias/{second}) ![](/medias/{first}) [{first}](/medias/{second})"
    assert queries.tokens_in(text) == [second, first]
    for other in (f"/medias/{first}x", "/medias/court", f"/media/{first}", "", "/medias/../x"):
        assert queries.tokens_in(other) == []


def test_pictures_are_asked_for_together(draw: Draw, ceiling):
    tokens = [_stored(draw, make_account()).token for _ in range(5)]
    with ceiling(at_most=1):
        assert set(queries.pictures([*tokens, "x" * 32])) == set(tokens)
    with ceiling(at_most=0):
        assert queries.pictures([]) == {}
        assert queries.files_of([]) == {}


def test_only_its_sender_finds_a_picture_that_was_just_sent(draw: Draw):
    author = make_account()
    token = _stored(draw, author).token
    assert queries.own_picture(seen_by(author), token).token == token
    with pytest.raises(NotFound):
        queries.own_picture(seen_by(make_account()), token)
    with pytest.raises(SignInNeeded):
        queries.own_picture(GUEST, token)
