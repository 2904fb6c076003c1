"""Nobody can be invited yet, so no group is made that one enters by invitation only."""

import pytest

from app.core.errors import FormRefused
from app.groups import services
from app.groups.enums import Joining
from app.groups.shapes import GroupTerms
from tests.conftest import ClientFor
from tests.factories.accounts import make_account, seen_by
from tests.factories.groups import make_group
from tests.groups.test_views import FIELDS


def test_nobody_opens_a_group_that_nobody_could_enter(client_for: ClientFor):
    client = client_for(make_account())
    assert 'value="invitation"' not in client.get("/groupes/nouveau").text
    answer = client.post("/groupes/nouveau", data=FIELDS | {"joining": "invitation"})
    assert answer.status_code == 422
    assert "on ne peut encore inviter personne" in answer.text
    assert FIELDS["purpose"] in answer.text


def test_a_group_is_not_changed_into_one_that_nobody_could_enter(client_for: ClientFor):
    owner = make_account()
    group = make_group(owner=owner)
    address = f"/groupes/{group.slug}/reglages"
    refused = client_for(owner).post(address, data=FIELDS | {"joining": "invitation"})
    assert refused.status_code == 422
    terms = GroupTerms(name="Fêtes", purpose="Monter.", joining=Joining.INVITATION)
    with pytest.raises(FormRefused):
        services.change_group(seen_by(owner), group.id, terms)


def test_a_group_by_invitation_says_what_that_means_and_can_leave_it(client_for: ClientFor):
    owner = make_account()
    group = make_group(owner=owner, joining="invitation")
    client, address = client_for(owner), f"/groupes/{group.slug}/reglages"
    assert "pour l’instant, personne ne peut entrer" in client.get(address).text
    assert (
        "on ne peut encore inviter personne" in client_for(None).get(f"/groupes/{group.slug}").text
    )
    for joining in ("invitation", "request"):
        assert client.post(address, data=FIELDS | {"joining": joining}).status_code == 303
    assert 'value="invitation"' not in client.get(address).text
