"""Every text from outside is in one spelling once it is in, by whichever door it came."""

import unicodedata

import pytest
from flask import Flask, request

from app.imports.dump.rows import rows
from tests.factories.forum import make_thread
from tests.factories.groups import make_group

NAME = "trésorière"
APART = unicodedata.normalize("NFD", NAME)


@pytest.mark.parametrize(
    "asked",
    [
        {"query_string": {APART: APART}},
        {"method": "POST", "data": {APART: APART}},
        {"method": "POST", "data": {APART: APART}, "content_type": "multipart/form-data"},
        {"method": "POST", "json": {APART: [{"x": APART}]}},
    ],
    ids=["query", "form", "form with files", "json"],
)
def test_a_request_is_composed_by_each_of_its_doors(app: Flask, asked):
    with app.test_request_context("/", **asked):
        said = request.get_json() if "json" in asked else request.values.to_dict()
    assert said == ({NAME: [{"x": NAME}]} if "json" in asked else {NAME: NAME})


@pytest.mark.parametrize("spelt", [NAME, APART], ids=["composed", "decomposed"])
def test_search_finds_what_was_typed_on_a_mac(client_for, spelt: str):
    make_thread(group=make_group(), title=f"Une {APART} pour deux ans ?")
    page = client_for(None).get("/recherche", query_string={"q": spelt}).get_data(as_text=True)
    assert f"<mark>{NAME}</mark>" in page


def test_search_finds_what_was_copied_with_its_soft_hyphens(client_for):
    hyphened = "co\u00adopé\u00adra\u00adtive"
    make_thread(group=make_group(), title=f"Une {hyphened} à la ferme ?")
    for typed in ("coopérative", hyphened):
        page = client_for(None).get("/recherche", query_string={"q": typed}).get_data(as_text=True)
        assert f"<mark>{hyphened}</mark>" in page


@pytest.mark.parametrize("spelt", [NAME, APART], ids=["composed", "decomposed"])
def test_a_tag_in_an_address_is_the_same_tag(client_for, spelt: str):
    make_thread(group=make_group(), title="Qui prend la suite ?", tags=APART)
    page = client_for(None).get("/questions", query_string={"etiquette": spelt})
    assert "Qui prend la suite" in page.get_data(as_text=True)


def test_a_dump_is_composed_as_it_is_read(tmp_path):
    path = tmp_path / "Users.xml"
    path.write_text(f'<users><row DisplayName="{APART}" /></users>', "utf-8")
    assert list(rows(path, lambda _read: None)) == [{"DisplayName": NAME}]


def test_a_word_in_a_path_is_composed(app: Flask):
    with app.test_request_context(f"/groupes/{APART}"):
        for take_in in app.url_value_preprocessors[None]:
            take_in(request.endpoint, request.view_args)
        assert request.view_args == {"slug": NAME}
