"""Feeds and pages as others read them: readers of feeds, browsers, search engines."""

import json
import re
import subprocess
from pathlib import Path

import feedparser
import pytest

from app.blog.enums import ArticleState
from tests.conftest import ClientFor
from tests.factories import make_account
from tests.factories.blog import make_article, make_editor
from tests.tree import ROOT

VALIDATOR = ROOT / "node_modules/.bin/html-validate"
PRESET = {"root": True, "extends": ["html-validate:standard"]}
BODY = """## La pluie & <le vent>

Tout commence à **six heures**. 🎉

### Deux plans

- le premier
- le *second*

| Poste | Prévu |
|---|---|
| Salle | 80 € |

> On ne sauve pas une fête.

## La salle

## Ce qui reste

`<script>alert(1)</script>` et [un lien](https://example.org/?a=1&b=2).
"""


@pytest.mark.parametrize("door", ["", "/categories/vie-associative", "/auteurs/lea"])
def test_readers_of_feeds_understand_each_feed(client_for: ClientFor, door: str):
    author = make_account(handle="lea", display_name="Léa & Cie")
    title = "Une fête <sous> la pluie & après"
    article = make_article(author=author, title=title, body=BODY, category="Vie associative")
    answer = client_for(None).get(f"/blog{door}/atom.xml")
    read = feedparser.parse(answer.data, response_headers={"content-type": answer.content_type})
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    (entry,) = read.entries
    assert entry.title == title
    assert entry.link.endswith(f"/blog/{article.slug}")
    assert entry.author == "Léa & Cie"
    assert "<strong>six heures</strong>" in entry.content[0].value
    assert entry.published_parsed is not None
    assert {entry.id, read.feed.id} & {None, ""} == set()


def test_an_empty_feed_is_one_too(client_for: ClientFor):
    read = feedparser.parse(client_for(None).get("/blog/atom.xml").data)
    assert not read.bozo
    assert read.feed.updated_parsed is not None


def test_pages_hold_to_the_standard(client_for: ClientFor, tmp_path: Path):
    author, editor = make_account(handle="lea"), make_editor()
    shown = make_article(author=author, editor=editor, body=BODY, category="Vie associative")
    draft = make_article(author=author, state=ArticleState.DRAFT, body=BODY)
    read = make_article(author=author, editor=editor, state=ArticleState.IN_REVIEW, body=BODY)
    corrected = make_article(author=author, editor=editor, state=ArticleState.CORRECTION)
    client_for(author).post(f"/blog/{shown.slug}/commentaires", data={"body": "Merci à tous."})
    pages = (
        (None, "/blog"),
        (None, f"/blog/{shown.slug}"),
        (author, f"/blog/{shown.slug}"),
        (None, f"/blog/{shown.thread_id}/imprimer"),
        (None, "/blog/auteurs/lea"),
        (None, "/blog/categories/vie-associative"),
        (author, "/blog/proposer"),
        (author, f"/redaction/articles/{draft.id}"),
        (author, f"/redaction/articles/{shown.id}"),
        (author, f"/redaction/articles/{shown.id}/corriger"),
        (editor, "/redaction"),
        (editor, "/redaction/invitations"),
        (editor, f"/redaction/articles/{read.id}"),
        (editor, f"/redaction/articles/{corrected.id}"),
    )
    for number, (who, address) in enumerate(pages):
        answer = client_for(who).get(address)
        assert answer.status_code == 200, address
        (tmp_path / f"{number}.html").write_bytes(answer.data)
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(PRESET))
    done = subprocess.run(
        [str(VALIDATOR), "--formatter", "text", str(tmp_path)],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_search_engines_read_who_wrote_what_and_when(client_for: ClientFor):
    author = make_account(display_name='Léa </script> "Cie"')
    article = make_article(author=author, body=BODY, category="Vie associative", tags="fête, pluie")
    page = client_for(None).get(f"/blog/{article.slug}").text
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    (data,) = map(json.loads, found)
    assert data["@type"] == "Article"
    assert data["headline"] == article.title
    assert data["author"][0]["name"] == 'Léa </script> "Cie"'
    assert data["articleSection"] == "Vie associative"
    assert data["keywords"] == ["fête", "pluie"]
    assert data["datePublished"] <= data["dateModified"]
