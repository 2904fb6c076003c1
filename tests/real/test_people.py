"""Names, addresses and departments collected by others."""

import csv
import json
import unicodedata

import pytest
from defusedxml import ElementTree

from app.accounts.names.departments import DEPARTMENTS
from app.accounts.names.emails import tidy_email
from app.core.errors import FormRefused
from app.core.names import tidy_name
from tests.real.data import real

pytestmark = pytest.mark.no_app
JOINERS = {"\u200c", "\u200d"}  # letters to those who write Persian, Hindi or a family of emoji


def test_the_departments_are_those_of_the_code():
    with real("nomenclatures-fr/cog_departements.csv").open(encoding="utf-8") as file:
        code = {row["DEP"]: row["LIBELLE"] for row in csv.DictReader(file)}
    assert {key: name.replace("’", "'") for key, name in DEPARTMENTS.items()} == code


def test_a_naughty_string_is_refused_or_is_a_name_that_everybody_sees():
    strings = json.loads(real("hostile-strings-emails/blns.json").read_text("utf-8"))
    taken = []
    for string in strings:
        try:
            taken.append(tidy_name(string, field="name"))
        except FormRefused:
            continue
    assert 50 < len(taken) < len(strings)
    for name in taken:
        assert name == unicodedata.normalize("NFC", name)
        assert not {char for char in name if unicodedata.category(char)[0] == "C"} - JOINERS
        assert "@" not in name
        assert "://" not in name


def test_an_address_is_taken_as_one_line_of_ascii_or_refused():
    tests = ElementTree.parse(real("hostile-strings-emails/isemail_tests.xml"))
    root = tests.getroot()
    assert root is not None
    addresses = [test.findtext("address") or "" for test in root.iter("test")]
    taken = []
    for address in addresses:
        try:
            taken.append(tidy_email(address))
        except FormRefused:
            continue
    assert "test@iana.org" in taken
    for email in taken:
        local, at, domain = email.rpartition("@")
        assert at
        assert email.isascii()
        assert email.isprintable()
        assert not set(email) & set(' "<>()[],;:\\')
        assert 0 < len(local) <= 64
        assert "." in domain
