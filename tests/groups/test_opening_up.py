"""A group opens up only when its owner means it, and all its members are told."""

import pytest

from app.accounts.models import Account
from app.core.db import db
from app.groups.models import Group
from app.notices import queries as notices
from app.threads.services import moderation
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group

AGREED = "Tout ce qui s’y est dit"


def _fields(group: Group, visibility: str, **more: str) -> dict[str, str]:
    return {
        "name": group.name,
        "purpose": "Parler entre nous.",
        "visibility": visibility,
        "joining": "open",
        **more,
    }


def _lines(account: Account) -> list[str]:
    db.session.close()  # jobs have written since
    return [line.text for line in notices.notice_page(seen_by(account)).items]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("members", "public", "a rendu public le groupe"),
        ("hidden", "public", "a rendu public le groupe"),
        ("hidden", "members", "a mis dans la liste le groupe"),
    ],
)
def test_members_are_told_that_more_people_see_their_group(client_for, before, after, told):
    owner, member = make_account(display_name="Olga"), make_account()
    group = make_group(visibility=before, owner=owner, members=(member,))
    make_thread(group=group, author=member, title="Entre nous seulement")
    address = f"/groupes/{group.slug}/reglages"
    slip = client_for(owner).post(address, data=_fields(group, after))
    assert slip.status_code == 422
    assert "cochez cette case" in slip.text
    assert "Entre nous seulement" not in client_for(None).get("/questions").text
    assert _lines(member) == []
    meant = client_for(owner).post(address, data=_fields(group, after, opens_up="y"))
    assert meant.status_code == 303
    (line,) = _lines(member)
    assert line.startswith("Olga ")
    assert told in line
    assert _lines(owner) == []
    is_read = "Entre nous seulement" in client_for(None).get("/questions").text
    assert is_read is (after == "public")


@pytest.mark.parametrize(
    ("before", "after"), [("public", "members"), ("members", "hidden"), ("members", "members")]
)
def test_closing_a_group_takes_no_second_word(client_for, before: str, after: str):
    owner, member = make_account(), make_account()
    group = make_group(visibility=before, owner=owner, members=(member,))
    address = f"/groupes/{group.slug}/reglages"
    assert client_for(owner).post(address, data=_fields(group, after)).status_code == 303
    assert _lines(member) == []


def test_the_box_is_shown_where_it_means_something(client_for):
    owner = make_account()
    private, public = make_group(visibility="members", owner=owner), make_group(owner=owner)
    client = client_for(owner)
    assert 'name="opens_up"' in client.get(f"/groupes/{private.slug}/reglages").text
    assert 'name="opens_up"' not in client.get(f"/groupes/{public.slug}/reglages").text


def test_those_who_wrote_are_told_when_their_thread_moves_to_a_public_group():
    moderator, author, helper = make_account(display_name="Olga"), make_account(), make_account()
    reader = make_account()
    private = make_group(visibility="members", owner=moderator, members=(author, helper, reader))
    public = make_group(owner=moderator)
    thread_id = make_thread(group=private, author=author, title="Entre nous")
    make_post(thread_id=thread_id, author=helper)
    moderation.move(seen_by(moderator), thread_id, public.id)
    for writer in (author, helper):
        assert [line for line in _lines(writer) if "tout le monde peut le lire" in line]
    assert _lines(reader) == []
    other = make_thread(group=public, author=author)
    moderation.move(seen_by(moderator), other, private.id)
    assert len([line for line in _lines(author) if "tout le monde" in line]) == 1
