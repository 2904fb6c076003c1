"""Reading files row by row: real ones, damaged ones, and those made to do harm."""

import tracemalloc

import pytest

from app.imports.dump import elements as reading
from app.imports.dump.elements import UnfitDump
from app.imports.dump.rows import rows
from tests.imports.dumps import question, write_dump

pytestmark = pytest.mark.no_app

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE posts [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;">]><posts><row Id="1" Body="&c;"/></posts>'
)


def read(path):
    """Return all rows of a file, and how many bytes the progress was told of."""
    seen: list[int] = []
    return list(rows(path, seen.append)), sum(seen)


def test_rows_are_read_with_their_progress(tmp_path):
    path = write_dump(tmp_path, Posts=[question(1), question(2, Body="Ligne\nà la ligne & <b>")])
    found, seen = read(path / "Posts.xml")
    assert [row["Id"] for row in found] == ["1", "2"]
    assert found[1]["Body"] == "Ligne\nà la ligne & <b>"
    assert seen == (path / "Posts.xml").stat().st_size


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (LAUGHS, "entités"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a><row T="&b;"/></a>', "entités"),
        ('<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1/b"> %b;]><a/>', "entités"),
        ('<!DOCTYPE a SYSTEM "a.dtd"><a><row/>&undefined;</a>', "ligne 1"),
        ('<posts>\n<row Id="1" />\n<row Id=\n</posts>', "ligne 4"),
        ('<posts>\n<row Id="1" />\n', "ligne 3"),
        ("", "ligne 1"),
        ("PK\x03\x04 a zip", "ligne 1"),
        ('<?xml version="1.0" encoding="klingon"?><a/>', "encodage"),
        ("<a>" * 20, "export"),
    ],
)
def test_a_file_that_is_unfit_is_refused_with_a_sentence(tmp_path, content, sentence):
    path = tmp_path / "Posts.xml"
    path.write_text(content, "utf-8")
    with pytest.raises(UnfitDump, match=sentence) as refusal:
        read(path)
    assert "Posts.xml" in refusal.value.sentence


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE users SYSTEM 'users.dtd'>",
        '<!DOCTYPE users PUBLIC "-//Stack//Users" "http://127.0.0.1:9/users.dtd">',
        "<!DOCTYPE users>",
        "<!DOCTYPE users [<!ELEMENT users (row*)><!ATTLIST row Id CDATA #REQUIRED>]>",
    ],
)
def test_a_document_type_is_passed_over_and_nothing_is_fetched(tmp_path, doctype):
    path = tmp_path / "Users.xml"
    path.write_text(f'<?xml version="1.0"?>\n{doctype}\n<users><row Id="1"/></users>', "utf-8")
    assert read(path)[0] == [{"Id": "1"}]


def test_a_file_in_a_wrong_encoding_is_refused(tmp_path):
    path = tmp_path / "Posts.xml"
    path.write_bytes('<a><row T="é"/></a>'.encode("latin-1"))
    with pytest.raises(UnfitDump, match="ligne 1"):
        read(path)


@pytest.mark.parametrize("filler", ["<a>", "<a></a>", "x", '<a b="c"/>'])
def test_a_file_without_rows_does_not_fill_the_memory(tmp_path, monkeypatch, filler):
    monkeypatch.setattr(reading, "UNIT_MOST_BYTES", 2**20)
    path = tmp_path / "Posts.xml"
    path.write_text("<posts>" + filler * (4 * 2**20 // len(filler)), "utf-8")
    with pytest.raises(UnfitDump):
        read(path)


def test_only_rows_under_the_root_count(tmp_path):
    path = tmp_path / "Posts.xml"
    path.write_text('<a><row Id="1"/><b><row Id="2"/></b>text<row Id="3"/></a>', "utf-8")
    assert [row["Id"] for row in read(path)[0]] == ["1", "3"]


def test_the_memory_does_not_grow_with_the_file(tmp_path):
    folder = write_dump(tmp_path, Posts=(question(n, Body="x" * 4_000) for n in range(5_000)))
    tracemalloc.start()
    try:
        assert sum(1 for _row in rows(folder / "Posts.xml", lambda _more: None)) == 5_000
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 2**23  # of 20 MB
