"""Every address of a group, tried by everybody."""

import pytest

from app.core.transaction import atomic
from app.groups.models import JoinRequest
from tests.conftest import ClientFor
from tests.factories.accounts import make_account
from tests.factories.groups import make_group, make_membership

TO_SIGN_IN, TYPED_KEPT = 303, 401
PAGES = [
    # address, guest, stranger, member, moderator, owner — of a members-only group on request
    ("GET", "membres", 404, 404, 200, 200, 200),
    ("GET", "membres/lea", TO_SIGN_IN, 404, 403, 200, 200),
    ("GET", "demandes", TO_SIGN_IN, 404, 403, 200, 200),
    ("GET", "reglages", TO_SIGN_IN, 404, 403, 403, 200),
    ("GET", "rejoindre", TO_SIGN_IN, 200, 200, 200, 200),
    ("GET", "notifications", TO_SIGN_IN, 404, 200, 200, 200),
    ("POST", "reglages", TYPED_KEPT, 404, 403, 403, 303),
    ("POST", "image/retirer", TYPED_KEPT, 404, 403, 403, 303),
    ("POST", "archiver", TYPED_KEPT, 404, 403, 403, 303),
    ("POST", "rouvrir", TYPED_KEPT, 404, 403, 403, 303),
    ("POST", "demandes/{request}/accepter", TYPED_KEPT, 404, 403, 303, 303),
    ("POST", "demandes/{request}/refuser", TYPED_KEPT, 404, 403, 303, 303),
    ("POST", "membres/lea/role", TYPED_KEPT, 404, 403, 403, 303),
    ("POST", "membres/lea/passation", TYPED_KEPT, 404, 403, 403, 303),
    ("POST", "membres/lea/retirer", TYPED_KEPT, 404, 403, 303, 404),  # gone by then
    ("POST", "exclusions/lea/lever", TYPED_KEPT, 404, 403, 303, 303),
]
WHO = ("guest", "stranger", "member", "moderator", "owner")
DATA = {"role": "moderator", "reason": "Publicité"}


@pytest.fixture(params=["members", "hidden"])
def place(request):
    """Return a private group, somebody in each position, and a request that waits."""
    people = {who: make_account() for who in WHO[1:]}
    group = make_group(visibility=request.param, joining="request", owner=people["owner"])
    make_membership(group=group, account=people["moderator"], role="moderator")
    for account in (people["member"], make_account(handle="lea")):
        make_membership(group=group, account=account)
    asking = JoinRequest(group_id=group.id, account_id=make_account().id, asked_at=group.created_at)
    with atomic() as session:
        session.add(asking)
    return group, {"guest": None, **people}, asking.id


@pytest.mark.parametrize(("method", "path", "expected"), [(m, p, e) for m, p, *e in PAGES])
def test_who_passes_which_door(client_for: ClientFor, place, method, path, expected):
    group, people, request_id = place
    address = f"/groupes/{group.slug}/{path.format(request=request_id)}"
    for who, status in zip(WHO, expected, strict=True):
        answer = client_for(people[who]).open(address, method=method, data=DATA)
        is_unseen = group.visibility == "hidden" and who == "stranger"
        found = 404 if is_unseen and status == 200 else status
        assert answer.status_code == found, f"{who} at {method} {path}"


def test_a_stranger_cannot_tell_a_hidden_group_from_none(client_for: ClientFor):
    group = make_group(visibility="hidden", owner=make_account())
    client = client_for(make_account())
    for page in ("rejoindre", "quitter", "notifications", "rejoindre/retirer"):
        answers = [client.post(f"/groupes/{slug}/{page}") for slug in (group.slug, "il-n-y-a-rien")]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert group.name not in answers[0].text
