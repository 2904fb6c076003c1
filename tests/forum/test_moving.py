"""Moving a thread to another group: by whom, whereto, and how it is refused."""

from dataclasses import dataclass

import pytest

from app.accounts.models import Account
from app.core import clock
from app.core.viewer import Right
from app.groups.enums import Role
from app.groups.models import Group
from app.threads.queries.access import access_thread
from tests.conftest import ClientFor
from tests.factories import make_account, seen_by
from tests.factories.forum import make_thread
from tests.factories.groups import make_group, make_membership


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    moderator: Account
    here: Group
    thread_id: int

    @property
    def address(self) -> str:
        return f"/questions/{self.thread_id}/deplacer"

    @property
    def group_id(self) -> int | None:
        return access_thread(seen_by(self.moderator), self.thread_id).group_id


@pytest.fixture
def place() -> _Place:
    """Return a thread in a group, and who looks after it."""
    moderator = make_account()
    here = make_group(name="Cuivres")
    make_membership(group=here, account=moderator, role=Role.MODERATOR)
    return _Place(moderator=moderator, here=here, thread_id=make_thread(group=here))


def test_a_moderator_moves_a_thread_to_a_group_they_look_after_too(
    client_for: ClientFor, place: _Place
):
    there = make_group(name="Bois", visibility="members", owner=place.moderator)
    make_group(name="Ailleurs", members=(place.moderator,))
    client = client_for(place.moderator)
    thread = client.get(f"/questions/{place.thread_id}", follow_redirects=True)
    assert f'href="{place.address}"' in thread.text
    page = client.get(place.address).text
    assert f'<option value="{there.slug}">Bois</option>' in page
    assert "Ailleurs</option>" not in page
    assert "Cuivres</option>" not in page
    done = client.post(place.address, data={"group": there.slug})
    assert done.status_code == 303
    assert client.get(done.location).status_code == 200
    assert place.group_id == there.id
    assert client_for(None).get(done.location).status_code == 404


def test_a_moderator_of_the_site_moves_it_to_any_group_they_read(
    client_for: ClientFor, place: _Place
):
    staff = make_account(rights=(Right.CONTENT_MODERATE,))
    open_to_all, private = make_group(), make_group(visibility="members")
    client = client_for(staff)
    assert f'value="{private.slug}"' not in client.get(place.address).text
    assert client.post(place.address, data={"group": private.slug}).status_code == 403
    assert client.post(place.address, data={"group": open_to_all.slug}).status_code == 303
    assert place.group_id == open_to_all.id


def test_others_do_not_move_threads(client_for: ClientFor, place: _Place):
    member = make_account()
    make_membership(group=place.here, account=member)
    there = make_group(owner=member)
    for person, status in ((member, 403), (make_account(), 403), (None, 303)):
        client = client_for(person)
        assert client.get(place.address).status_code == status
        assert client.post(place.address, data={"group": there.slug}).status_code == status
        page = client.get(f"/questions/{place.thread_id}", follow_redirects=True).text
        assert place.address not in page
    assert place.group_id == place.here.id


def test_a_move_that_cannot_be_made_is_refused_with_a_sentence(
    client_for: ClientFor, place: _Place
):
    client = client_for(place.moderator)
    assert "Aucun autre groupe où le déplacer" in client.get(place.address).text
    make_group(owner=place.moderator)
    archived = make_group(owner=place.moderator, archived_at=clock.now())
    for slug, status, sentence in (
        ("", 422, "Choisissez un groupe."),
        (place.here.slug, 422, "Le fil est déjà dans ce groupe."),
        (archived.slug, 422, "Ce groupe est archivé"),
        (make_group().slug, 403, "On déplace un fil vers un groupe que l’on modère aussi."),
        (make_group(visibility="hidden").slug, 404, "Il n’y a rien ici"),
        ("nulle-part", 404, "Il n’y a rien ici"),
    ):
        answer = client.post(place.address, data={"group": slug})
        assert (answer.status_code, sentence in answer.text) == (status, True), slug
    assert place.group_id == place.here.id
