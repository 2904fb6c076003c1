"""What the house says of itself, to people, search engines, phones and watchmen."""

import json
import re
from http import HTTPStatus

import pytest
from defusedxml import ElementTree

from tests.conftest import ClientFor
from tests.factories.forum import make_thread
from tests.factories.groups import make_group


@pytest.mark.parametrize("address", ["/a-propos", "/regles", "/confidentialite"])
def test_the_house_explains_itself(client_for: ClientFor, address):
    answer = client_for(None).get(address)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1


def test_the_map_lists_public_pages_only(client_for: ClientFor):
    public, private = make_group(), make_group(visibility="members")
    make_thread(title="Louer une sono", group=public)
    make_thread(title="Un secret", group=private)
    answer = client_for(None).get("/sitemap.xml")
    assert answer.mimetype == "application/xml"
    addresses = [
        node.text or "" for node in ElementTree.fromstring(answer.text).iter() if node.text
    ]
    assert any("louer-une-sono" in address for address in addresses)
    assert any(address.endswith(f"/groupes/{public.slug}") for address in addresses)
    assert not any("secret" in text or private.slug in text for text in addresses)


def test_search_engines_are_told_where_not_to_go(client_for: ClientFor):
    answer = client_for(None).get("/robots.txt")
    assert answer.mimetype == "text/plain"
    assert "Disallow: /recherche" in answer.text
    assert "Sitemap: http://localhost/sitemap.xml" in answer.text


def test_phones_can_install_the_site(client_for: ClientFor):
    client = client_for(None)
    manifest = json.loads(client.get("/manifest.webmanifest").text)
    assert manifest["start_url"] == "/"
    for icon in manifest["icons"]:
        assert client.get(icon["src"]).mimetype == "image/png"


def test_the_house_says_that_it_lives_and_can_work(client_for: ClientFor):
    client = client_for(None)
    assert client.get("/healthz").text == "ok\n"
    ready = client.get("/readyz")
    assert "database: ok" in ready.text
    assert ready.status_code in {200, 503}  # the tests' tables are made without migrations


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}, 404),
        ("203.0.113.9", {}, 404),
    ],
)
def test_figures_are_for_this_machine(client_for: ClientFor, address, headers, status):
    answer = client_for(None).get(
        "/metrics", headers=headers, environ_base={"REMOTE_ADDR": address}
    )
    assert answer.status_code == status


def test_what_is_shown_without_a_line_is_there_for_everybody(client_for: ClientFor):
    client = client_for(None)
    worker = client.get("/sw.js")
    assert worker.status_code == HTTPStatus.OK
    address = re.findall(r'OFFLINE = "(.+)"', worker.text)[0]
    page = client.get(address)
    assert page.status_code == HTTPStatus.OK
    for needed in re.findall(r'href="(.+?)"', page.text):
        assert client.get(needed).status_code == HTTPStatus.OK
