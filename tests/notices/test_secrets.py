"""Nobody can find out whether somebody filters them."""

import re

import pytest

from app.accounts.models import Account
from app.notices import services
from app.notices.services import activities
from app.threads.services.follows import set_follow
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_thread
from tests.factories.groups import make_group
from tests.marks import without_marks

ADDRESSES = ("/", "/questions", "/amis", "/notifications", "/notifications?voir=autres")
_CHANGES = re.compile(r'\bdatetime="[^"]*"|[?&]depuis=[^"&]*|data-since="[^"]*"')


def _everything(reader: Account, _thread_id: int) -> None:
    services.choose_level(seen_by(reader), "everything")


def _nothing(reader: Account, _thread_id: int) -> None:
    services.choose_level(seen_by(reader), "nothing")


def _friends(reader: Account, _thread_id: int) -> None:
    services.choose_level(seen_by(reader), "friends")


def _mute(reader: Account, thread_id: int) -> None:
    set_follow(seen_by(reader), thread_id, "mute")


def _off(reader: Account, _thread_id: int) -> None:
    services.switch_kind(seen_by(reader), "forum.opened", is_on=False)


@pytest.mark.parametrize("filtering", [_everything, _nothing, _mute, _off])
def test_the_pages_of_the_filtered_are_the_same_to_the_last_letter(client_for, filtering):
    actor, reader = make_account(), make_account()
    group = make_group(members=(reader,))
    thread_id = make_thread(author=actor, group=group)
    client = client_for(actor)
    pages = (
        *ADDRESSES,
        f"/membres/{reader.handle}",
        f"/groupes/{group.slug}",
        f"/groupes/{group.slug}/membres",
        client.get(f"/questions/{thread_id}").location or "/",
    )

    def seen() -> list[str]:
        return [_CHANGES.sub("", without_marks(client.get(page).text)) for page in pages]

    _friends(reader, thread_id)
    before = seen()
    filtering(reader, thread_id)
    assert seen() == before


@pytest.mark.parametrize("filtering", [_everything, _nothing, _mute, _off])
def test_what_the_writer_waits_for_is_the_same(client_for, filtering, queries, monkeypatch):
    """Whom it is told is found out by a job, after the answer."""
    actor, reader = make_account(), make_account()
    thread_id = make_thread(author=actor, group=make_group(members=(reader,)))
    client = client_for(actor)
    monkeypatch.setattr(activities, "enqueue", lambda *_job: None)
    asked = []
    for act in (_friends, _friends, filtering):  # the first warms up
        act(reader, thread_id)
        with queries(at_most=200) as sent:
            client.post(f"/questions/{thread_id}/reponses", data={"body": "Un mot."})
        asked.append(list(sent))
    assert asked[1] == asked[2]
