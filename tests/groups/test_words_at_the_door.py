"""What people read who cannot write in a group: why, and only what they can do about it."""

import pytest

from app.core import clock
from app.core.transaction import atomic
from app.groups.models import Group, JoinRequest
from tests.conftest import ClientFor
from tests.factories.accounts import make_account
from tests.factories.forum import make_thread
from tests.factories.groups import make_ban, make_group, make_membership

JOIN = "Rejoignez le groupe"
ARCHIVED = "on peut seulement le lire"


def _archive(group: Group) -> None:
    """Archive a group."""
    with atomic() as session:
        session.get_one(Group, group.id).archived_at = clock.now()


@pytest.mark.parametrize("role", ["owner", "moderator", "member", None])
def test_nobody_is_told_to_join_an_archived_group(client_for: ClientFor, role: str | None):
    reader, group = make_account(), make_group()
    if role:
        make_membership(group=group, account=reader, role=role)
    thread_id = make_thread(group=group)
    _archive(group)
    for looking in (reader, None):
        client = client_for(looking)
        for address in (f"/questions/{thread_id}", f"/groupes/{group.slug}?onglet=resolues"):
            page = client.get(address, follow_redirects=True).text
            assert ARCHIVED in page
            assert JOIN not in page
            assert "Posez la première" not in page
            assert "Se connecter pour répondre" not in page
    answer = client_for(reader).post(f"/questions/{thread_id}/reponses", data={"body": "Bonjour"})
    assert answer.status_code == 403
    assert ARCHIVED in answer.text


def test_a_visitor_is_not_asked_in_to_answer_what_is_closed(client_for: ClientFor):
    owner = make_account()
    thread_id = make_thread(group=make_group(owner=owner))
    page = client_for(None).get(f"/questions/{thread_id}", follow_redirects=True).text
    assert "Se connecter pour répondre" in page
    data = {"rule": "off_topic", "reason": "Hors du sujet du groupe."}
    client_for(owner).post(f"/questions/{thread_id}/fermer", data=data)
    page = client_for(None).get(f"/questions/{thread_id}", follow_redirects=True).text
    assert "Ce fil est fermé" in page
    assert "Se connecter pour répondre" not in page


def _ask(group: Group, account_id: int) -> None:
    """Let somebody ask to join."""
    now = clock.now()
    with atomic() as session:
        session.add(JoinRequest(group_id=group.id, account_id=account_id, message="", asked_at=now))


@pytest.mark.parametrize(
    ("joining", "before", "sentence"),
    [
        ("open", None, JOIN),
        ("request", None, "Demandez à rejoindre le groupe pour y écrire."),
        ("request", "asked", "Votre demande attend une réponse."),
        ("invitation", None, "on ne peut encore inviter personne"),
        ("open", "banned", "ont décidé que vous ne pouvez pas le rejoindre"),
    ],
)
def test_each_door_says_what_can_be_done(client_for: ClientFor, joining, before, sentence):
    reader, group = make_account(), make_group(joining=joining)
    thread_id = make_thread(group=group)
    if before == "asked":
        _ask(group, reader.id)
    if before == "banned":
        make_ban(group=group, account=reader)
    page = client_for(reader).get(f"/questions/{thread_id}", follow_redirects=True).text
    if joining == "open" and before is None:
        assert "data-reply-form" in page, "one joins by writing"
        return
    assert sentence in page
    assert JOIN not in page
