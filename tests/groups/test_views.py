"""The pages of groups, spoken to as a browser does."""

import re
from io import BytesIO

import pytest
import sqlalchemy as sa
from PIL import Image

from app.core.db import db
from app.groups import queries as groups
from app.groups.models import Group, JoinRequest
from tests.conftest import ClientFor, Queries
from tests.factories.accounts import make_account, seen_by
from tests.factories.groups import make_ban, make_group, make_membership

FIELDS = {
    "name": "Fêtes de village",
    "purpose": "Monter et démonter.",
    "visibility": "public",
    "joining": "open",
}


def _asked(group, person):
    db.session.add(
        JoinRequest(
            group_id=group.id, account_id=person.id, message="Bonjour", asked_at=group.created_at
        )
    )
    db.session.commit()
    return db.session.scalar(sa.select(JoinRequest.id))


def test_the_list_shows_mine_first_and_never_a_hidden_group(client_for: ClientFor):
    member = make_account()
    make_group(name="Cuisine")
    make_group(name="Secrets", visibility="hidden")
    make_group(name="Mien", visibility="hidden", members=(member,))
    page = client_for(member).get("/groupes").text
    assert page.index("Mien") < page.index("Cuisine")
    assert "Secrets" not in page
    assert "Mien" not in client_for(None).get("/groupes").text


def test_the_list_costs_the_same_with_few_and_many(client_for: ClientFor, queries: Queries):
    member = make_account()
    for count in (2, 40):
        for _number in range(count):
            make_group()
            make_group(members=(member,))
        client = client_for(member)
        with queries(at_most=6):
            assert client.get("/groupes").status_code == 200


def test_the_list_is_paged(client_for: ClientFor):
    for number in range(32):
        make_group(name=f"Groupe numéro {number}")
    client = client_for(None)
    first = client.get("/groupes").text
    address = first.split('rel="next" href="')[1].split('"')[0]
    second = client.get(address).text
    names = [f"Groupe numéro {number}<" for number in range(32)]
    assert [(name in first) + (name in second) for name in names] == [1] * 32


def test_founding_leads_to_the_group(client_for: ClientFor):
    client = client_for(make_account())
    assert client.get("/groupes/nouveau").status_code == 200
    answer = client.post("/groupes/nouveau", data=FIELDS)
    assert (answer.status_code, answer.location) == (303, "/groupes/fetes-de-village")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "ab"},
        {"name": "x" * 81},
        {"name": "aide@exemple.fr"},
        {"name": "\u202etxet"},
        {"purpose": ""},
        {"purpose": "x" * 301},
        {"rules": "x" * 5001},
        {"visibility": "secret"},
        {"joining": "closed"},
    ],
)
def test_a_group_that_makes_no_sense_is_refused_and_kept(client_for: ClientFor, wrong):
    answer = client_for(make_account()).post("/groupes/nouveau", data={**FIELDS, **wrong})
    assert answer.status_code == 422
    kept = "Monter et démonter." if "purpose" not in wrong else "Fêtes de village"
    assert kept in answer.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Group)) == 0


def test_joining_and_leaving(client_for: ClientFor):
    person, group = make_account(), make_group(owner=make_account())
    client = client_for(person)
    assert client.post(f"/groupes/{group.slug}/rejoindre").location == f"/groupes/{group.slug}"
    assert groups.group_access(seen_by(person), group.id).is_member
    assert client.post(f"/groupes/{group.slug}/quitter").status_code == 303
    assert not groups.group_access(seen_by(person), group.id).is_member


def test_the_last_owner_is_told_what_to_do(client_for: ClientFor):
    owner = make_account()
    group = make_group(owner=owner)
    answer = client_for(owner).post(f"/groupes/{group.slug}/quitter")
    assert answer.status_code == 403
    assert "confiez" in answer.text


def test_rules_are_shown_and_have_to_be_accepted(client_for: ClientFor):
    group = make_group(rules="Soyez gentils.")
    client, address = client_for(make_account()), f"/groupes/{group.slug}/rejoindre"
    assert "Soyez gentils." in client.get(address).text
    assert client.post(address).status_code == 422
    assert client.post(address, data={"accept_rules": "y"}).status_code == 303


def test_a_request_is_shown_to_those_who_decide(client_for: ClientFor):
    owner, person = make_account(), make_account(display_name="Oumar")
    group = make_group(joining="request", owner=owner)
    address = f"/groupes/{group.slug}"
    asked = client_for(person).post(f"{address}/rejoindre", data={"message": "<b>Moi</b>"})
    assert asked.status_code == 303
    client = client_for(owner)
    page = client.get(f"{address}/demandes").text
    assert "Oumar" in page
    assert "&lt;b&gt;Moi&lt;/b&gt;" in page
    request_id = db.session.scalar(sa.select(JoinRequest.id))
    assert client.post(f"{address}/demandes/{request_id}/accepter").status_code == 303
    assert groups.group_access(seen_by(person), group.id).is_member


def test_a_member_is_given_a_role_and_then_the_group(client_for: ClientFor):
    owner, member = make_account(), make_account(handle="lea")
    group = make_group(owner=owner, members=(member,))
    client, address = client_for(owner), f"/groupes/{group.slug}/membres/lea"
    assert client.get(address).status_code == 200
    assert client.post(f"{address}/role", data={"role": "moderator"}).status_code == 303
    assert groups.group_access(seen_by(member), group.id).role == "moderator"
    assert client.post(f"{address}/role", data={"role": "queen"}).status_code == 422
    assert client.post(f"{address}/passation").status_code == 303
    assert groups.group_access(seen_by(member), group.id).role == "owner"


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"reason": "Publicité"}, 303),
        ({"reason": "Publicité", "ban": "y", "until": "2999-01-01"}, 303),
        ({"reason": ""}, 422),
        ({"reason": "x" * 301}, 422),
        ({"reason": "Hier", "until": "2001-01-01"}, 422),
        ({"reason": "Jamais", "until": "demain"}, 422),
    ],
)
def test_a_removal_needs_a_reason_and_a_day_to_come(client_for: ClientFor, data, status):
    owner, member = make_account(), make_account(handle="lea")
    group = make_group(owner=owner, members=(member,))
    address = f"/groupes/{group.slug}/membres/lea/retirer"
    assert client_for(owner).post(address, data=data).status_code == status
    assert groups.group_access(seen_by(member), group.id).is_member is (status == 422)


def test_a_ban_lasts_to_the_end_of_its_day_where_the_site_is(client_for: ClientFor):
    owner, member = make_account(), make_account(handle="lea")
    group = make_group(owner=owner, members=(member,))
    typed = {"reason": "Publicité", "ban": "y", "until": "2999-07-01"}
    address = f"/groupes/{group.slug}/membres/lea/retirer"
    assert client_for(owner).post(address, data=typed).status_code == 303
    page = client_for(owner).get(f"/groupes/{group.slug}/membres").text
    assert "1er juillet 2999 à 23:59" in page


def test_a_ban_is_listed_for_moderators_and_lifted(client_for: ClientFor):
    owner, banned = make_account(), make_account(handle="troll", display_name="Gus")
    group = make_group(owner=owner)
    make_ban(group=group, account=banned)
    assert "Gus" not in client_for(None).get(f"/groupes/{group.slug}/membres").text
    client = client_for(owner)
    assert "Gus" in client.get(f"/groupes/{group.slug}/membres").text
    assert client.post(f"/groupes/{group.slug}/exclusions/troll/lever").status_code == 303
    assert client_for(banned).post(f"/groupes/{group.slug}/rejoindre").status_code == 303


def test_settings_are_kept_and_the_group_archived(client_for: ClientFor):
    owner = make_account()
    group = make_group(owner=owner)
    client, address = client_for(owner), f"/groupes/{group.slug}"
    assert "Parler entre bénévoles." in client.get(f"{address}/reglages").text
    assert client.post(f"{address}/reglages", data=FIELDS).status_code == 303
    assert client.post(f"{address}/archiver").status_code == 303
    assert groups.group_access(seen_by(owner), group.id).group.is_archived
    assert client.post(f"{address}/rouvrir").status_code == 303
    refused = client.post(f"{address}/reglages", data={**FIELDS, "name": ""})
    assert refused.status_code == 422


def _square() -> BytesIO:
    """Return a small picture, as a browser sends it."""
    content = BytesIO()
    Image.new("RGB", (60, 60), "green").save(content, "PNG")
    content.seek(0)
    return content


def test_a_picture_is_shown_and_taken_away(client_for: ClientFor):
    owner = make_account()
    group = make_group(owner=owner)
    client, address = client_for(owner), f"/groupes/{group.slug}"
    assert client.post(f"{address}/image", data={}).status_code == 422
    sent = client.post(f"{address}/image", data={"picture": (_square(), "carre.png")})
    assert sent.status_code == 303
    url = groups.group_head(seen_by(owner), group.slug).picture_url
    assert client_for(None).get(url).mimetype == "image/webp"
    assert client.post(f"{address}/image/retirer").status_code == 303
    assert groups.group_head(seen_by(owner), group.slug).picture_url is None


def test_a_level_is_chosen_and_shown_again(client_for: ClientFor):
    member = make_account()
    group = make_group(members=(member,))
    client, address = client_for(member), f"/groupes/{group.slug}/notifications"
    assert client.post(address, data={"level": "nothing"}).status_code == 303
    assert '<option selected value="nothing">' in client.get(address).text


@pytest.mark.parametrize("level", ["loud", "FRIENDS"])
def test_a_level_that_is_not_offered_is_refused_with_a_sentence(client_for: ClientFor, level: str):
    member = make_account()
    group = make_group(members=(member,))
    client, address = client_for(member), f"/groupes/{group.slug}/notifications"
    assert f'value="{level}"' not in client.get(address).text
    answer = client.post(address, data={"level": level})
    assert answer.status_code == 422
    assert "Choisissez l’un des niveaux." in answer.text


def test_the_members_page_costs_the_same_with_few_and_many(client_for: ClientFor, queries: Queries):
    owner = make_account()
    group = make_group(owner=owner)
    for count in (2, 30):
        for _number in range(count):
            make_membership(group=group, account=make_account())
        client = client_for(owner)
        with queries(at_most=12):
            assert client.get(f"/groupes/{group.slug}/membres").status_code == 200


def test_a_request_is_taken_back_and_one_that_is_too_long_to_refuse_is_not(client_for: ClientFor):
    owner, person = make_account(), make_account()
    group = make_group(joining="request", owner=owner)
    address = f"/groupes/{group.slug}"
    asking, deciding = client_for(person), client_for(owner)
    asking.post(f"{address}/rejoindre", data={"message": "Bonjour"})
    request_id = db.session.scalar(sa.select(JoinRequest.id))
    refusal = f"{address}/demandes/{request_id}/refuser"
    assert deciding.post(refusal, data={"sentence": "x" * 1001}).status_code == 422
    assert asking.post(f"{address}/rejoindre/retirer").location == address
    assert deciding.post(refusal, data={"sentence": "Trop tard."}).status_code == 303
    assert "Trop tard." not in asking.get("/notifications").text


def test_members_and_requests_come_page_by_page(client_for: ClientFor):
    owner = make_account()
    group = make_group(joining="request", owner=owner)
    for number in range(55):
        make_membership(group=group, account=make_account(display_name=f"Membre {number:02}"))
        _asked(group, make_account(display_name=f"Demande {number:02}"))
    client = client_for(owner)
    for page, word in (("membres", "Membre"), ("demandes", "Demande")):
        address, seen = f"/groupes/{group.slug}/{page}", list[str]()
        while address:
            text = client.get(address).text
            seen += sorted(set(re.findall(rf"{word} \d\d", text)) - set(seen))
            follows = re.search(rf'href="([^"]*/{page}\?apres=[^"]+)"', text)
            address = follows[1] if follows else ""
        assert len(seen) == 55, page


def test_a_member_who_is_none_has_no_page(client_for: ClientFor):
    owner = make_account()
    address = f"/groupes/{make_group(owner=owner).slug}/membres"
    for handle in ("personne", make_account(handle="dehors").handle):
        assert client_for(owner).get(f"{address}/{handle}").status_code == 404
