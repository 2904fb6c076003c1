"""The front page and the pages of groups and people, composed from many rooms."""

import pytest

from app.groups import services as groups
from app.groups.enums import Role
from app.threads.services import follows, moderation
from tests.conftest import ClientFor, Queries
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group, make_membership


def _main(answer):
    assert answer.status_code == 200
    return answer.text.split('<main class="main"')[1].split("</main>")[0]


def test_a_visitor_reads_what_this_is_and_public_threads_only(client_for: ClientFor):
    make_thread(title="Louer une sono", group=make_group(name="Fêtes"))
    make_thread(title="Un secret", group=make_group(visibility="members"))
    page = client_for(None).get("/").text
    assert "Louer une sono" in page
    assert "Fêtes" in page
    assert "Un secret" not in page
    assert "/inscription" in page


def test_a_member_finds_what_waits_and_where_they_left_off(client_for: ClientFor):
    reader, group = make_account(display_name="Noé"), make_group(name="Fêtes")
    thread_id = make_thread(title="Louer une sono", author=reader, group=group)
    make_post(thread_id=thread_id)
    make_thread(title="Monter un barnum", group=group)
    page = _main(client_for(reader).get("/"))
    assert "Bonjour Noé" in page
    assert page.index("Louer une sono") < page.index("Monter un barnum")


def test_what_visitors_are_shown_is_kept_until_something_is_said(client_for: ClientFor):
    group = make_group()
    client = client_for(None)
    assert "Louer une sono" not in client.get("/").text
    make_thread(title="Louer une sono", group=group)
    for address in ("/", f"/groupes/{group.slug}", "/sitemap.xml"):
        assert "louer-une-sono" in client.get(address).text, address


def test_a_visitor_sees_no_more_of_a_group_that_becomes_private(client_for: ClientFor):
    owner = make_account()
    group = make_group(name="Cuivres", owner=owner)
    make_thread(title="Louer une sono", group=group)
    client = client_for(None)
    addresses = ("/", "/groupes", f"/groupes/{group.slug}", "/sitemap.xml")
    for address in addresses:
        client.get(address)
    fields = {"name": "Cuivres", "purpose": "Jouer.", "visibility": "hidden"}
    assert client_for(owner).post(f"/groupes/{group.slug}/reglages", data=fields).status_code == 303
    for address in addresses:
        text = client.get(address).text
        assert "sono" not in text, address
        assert "Cuivres" not in text, address


@pytest.mark.parametrize(
    ("visibility", "who", "status", "reads"),
    [
        ("public", "guest", 200, True),
        ("public", "member", 200, True),
        ("members", "guest", 200, False),
        ("members", "stranger", 200, False),
        ("members", "member", 200, True),
        ("hidden", "guest", 404, False),
        ("hidden", "stranger", 404, False),
        ("hidden", "member", 200, True),
    ],
)
def test_the_page_of_a_group_shows_its_threads_to_those_who_read_it(
    client_for: ClientFor, visibility, who, status, reads
):
    member, owner = make_account(), make_account(display_name="Awa Diallo")
    group = make_group(visibility=visibility, owner=owner, members=(member,))
    make_thread(title="Louer une sono", group=group)
    people = {"guest": None, "stranger": make_account(), "member": member}
    answer = client_for(people[who]).get(f"/groupes/{group.slug}")
    assert answer.status_code == status
    assert ("Louer une sono" in answer.text) is reads
    assert ("Awa Diallo" in answer.text) is reads


def test_the_page_of_a_group_offers_what_its_door_allows(client_for: ClientFor):
    owner, person = make_account(), make_account()
    opened, asked = make_group(owner=owner), make_group(joining="request", owner=owner)
    client = client_for(person)
    assert "Rejoindre le groupe" in _main(client.get(f"/groupes/{opened.slug}"))
    assert "Demander à entrer" in _main(client.get(f"/groupes/{asked.slug}"))
    groups.join(seen_by(person), asked.id)
    assert "Votre demande attend" in _main(client.get(f"/groupes/{asked.slug}"))
    assert "/reglages" in client_for(owner).get(f"/groupes/{asked.slug}").text


def test_pages_cost_the_same_with_few_and_many(client_for: ClientFor, queries: Queries):
    reader = make_account()
    group = make_group(owner=make_account(), members=(reader,))
    for count in (2, 12):
        for _number in range(count):
            make_thread(group=group)
            make_membership(group=group, account=make_account(), role=Role.MODERATOR)
        client = client_for(reader)
        for address in ("/", f"/groupes/{group.slug}", f"/membres/{reader.handle}"):
            with queries(at_most=12):
                assert client.get(address).status_code == 200


@pytest.mark.parametrize("count", [1, 5])
def test_a_group_with_pinned_threads_costs_no_more(
    client_for: ClientFor, queries: Queries, count: int
):
    owner, reader = make_account(), make_account()
    group = make_group(owner=owner, members=(reader,))
    for _number in range(count):
        moderation.pin(seen_by(owner), make_thread(group=group))
        make_thread(group=group)
        make_post(thread_id=make_thread(group=group))
    client = client_for(reader)
    with queries(at_most=11):  # one for what goes on, week by week: kept for an hour
        page = client.get(f"/groupes/{group.slug}").text
    assert page.count('class="thread-list"') == 3


def test_the_page_of_a_person_shows_what_the_viewer_may_read(client_for: ClientFor):
    author, member = make_account(handle="lea", display_name="Léa"), make_account()
    make_thread(title="Louer une sono", author=author, group=make_group())
    private = make_group(visibility="hidden", members=(member,))
    make_thread(title="Un secret", author=author, group=private)
    for account, sees in ((None, False), (make_account(), False), (member, True)):
        page = client_for(account).get("/membres/lea").text
        assert "Louer une sono" in page
        assert ("Un secret" in page) is sees
    assert client_for(None).get("/membres/personne").status_code == 404


def test_groups_beside_the_page_tell_each_what_is_new_to_them(client_for: ClientFor):
    reader, other = make_account(), make_account()
    group = make_group(name="Fêtes", members=(reader, other))
    thread_id = make_thread(group=group)
    follows.mark_read(seen_by(reader), thread_id, 1)
    make_post(thread_id=thread_id)
    for member, is_new in ((reader, True), (other, False), (reader, True)):
        aside = client_for(member).get("/").text.split('class="link-list"')[1].split("</ul>")[0]
        assert "Fêtes" in aside
        assert ("1 nouveau" in aside) is is_new
