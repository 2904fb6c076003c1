"""Pictures that a group shows: its own, and those in its rules."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from app.accounts.models import Account
from app.groups import queries, services
from app.groups.enums import Visibility
from app.groups.shapes import GroupTerms
from app.media import services as media
from app.media.enums import Purpose
from tests.conftest import ClientFor
from tests.factories.accounts import make_account, seen_by

TERMS = GroupTerms(name="Fêtes de l’été", purpose="Préparer les fêtes.")


def _file() -> BytesIO:
    """Return a picture as it is sent."""
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    file.seek(0)
    return file


def _rules(owner: Account) -> tuple[str, GroupTerms]:
    """Return the address of a picture that somebody sent, and rules that show it."""
    url = media.store_picture(seen_by(owner), _file(), purpose=Purpose.POST).url
    return url, replace(TERMS, rules=f"Voici le plan : ![plan]({url})")


@pytest.mark.parametrize("is_new", [True, False], ids=["a new group", "a change"])
def test_a_picture_in_the_rules_is_seen_by_whoever_reads_them(
    client_for: ClientFor,
    is_new: bool,  # noqa: FBT001 - a parameter
):
    owner, reader = make_account(), make_account()
    url, terms = _rules(owner)
    slug = services.found_group(seen_by(owner), terms if is_new else TERMS)
    group_id = queries.group_access_by_slug(seen_by(owner), slug).group.id
    if not is_new:
        services.change_group(seen_by(owner), group_id, terms)
    services.change_picture(seen_by(owner), group_id, _file())
    services.drop_picture(seen_by(owner), group_id)
    assert client_for(reader).get(url).status_code == 200
    hidden = replace(terms, visibility=Visibility.HIDDEN)
    services.change_group(seen_by(owner), group_id, hidden)
    assert client_for(reader).get(url).status_code == 404


def test_a_picture_of_a_group_goes_with_the_next_one(client_for: ClientFor):
    owner = make_account()
    slug = services.found_group(seen_by(owner), TERMS)
    group_id = queries.group_access_by_slug(seen_by(owner), slug).group.id
    urls = []
    for _turn in range(2):
        services.change_picture(seen_by(owner), group_id, _file())
        urls.append(queries.group_head(seen_by(owner), slug).picture_url)
    assert [client_for(None).get(url or "").status_code for url in urls] == [404, 200]
