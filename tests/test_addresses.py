"""The addresses that outside tools rely on are there, with the fields that the page names."""

import re

import pytest
from flask import Flask

from tests.conftest import ClientFor
from tests.factories.accounts import make_account
from tests.factories.groups import make_group
from tests.tree import ROOT

PAGE = (ROOT / "docs" / "addresses.md").read_text("utf-8")
ROW = re.compile(r"^\| `(/[^`]*)` \| ((?:GET|POST)(?:, POST)?) \| (.*) \|$", re.MULTILINE)
FIELD = re.compile(r"`([a-z_]+)`")
GAPS = {
    "<slug>": "essai",
    "<id>": "12",
    "<handle>": "lea",
    "<remark>": "7",
    "<kind>": "forum.post",
    "<move>": "publier",
}
FORMS = (
    "/inscription",
    "/connexion",
    "/groupes/nouveau",
    "/questions/nouvelle",
    "/parametres",
    "/blog/proposer",
)
"""Pages that show the form which is posted to them."""


def filled(address: str) -> str:
    """Return an address with something in its gaps."""
    for gap, text in GAPS.items():
        address = address.replace(gap, text)
    return address


def fields_of(address: str) -> set[str]:
    """Return the fields that the page names, without the values in brackets."""
    [cell] = [cell for named, _methods, cell in ROW.findall(PAGE) if named == address]
    return set(FIELD.findall(re.sub(r"\([^)]*\)", "", cell)))


def test_the_page_names_many_addresses():
    assert len(ROW.findall(PAGE)) > 20


@pytest.mark.parametrize(("address", "methods"), [row[:2] for row in ROW.findall(PAGE)])
def test_every_address_is_answered_as_the_page_says(app: Flask, address: str, methods: str):
    adapter = app.url_map.bind("localhost")
    allowed = set(adapter.allowed_methods(filled(address))) & {"GET", "POST"}
    assert allowed == set(methods.split(", "))


@pytest.mark.parametrize("address", FORMS)
def test_every_form_has_the_fields_that_the_page_names(client_for: ClientFor, address: str):
    member = make_account()
    make_group(members=(member,))
    client = client_for(None if address in {"/inscription", "/connexion"} else member)
    shown = set(re.findall(r'name="([a-z_]+)"', client.get(address).get_data(as_text=True)))
    assert fields_of(address) - shown == set()
