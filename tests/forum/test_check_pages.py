"""Is it still true? What pages show before the day and after it, to whom, and what forms take."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app.accounts.models import Account
from app.accounts.services import close
from app.core import clock
from app.core.db import db
from app.core.transaction import atomic
from app.forum.models import ForumThread
from app.forum.services import checks
from app.threads.queries.access import access_thread
from app.threads.services import moderation, posts
from app.web.filters import start_of_day
from tests.conftest import ClientFor
from tests.factories import make_account, seen_by
from tests.factories.forum import forum_thread, let_check_come, make_due, make_solved
from tests.factories.groups import make_group
from tests.web.page_forms import form_with

MARK = "À vérifier le 3 mars 2027"
BANNER = "Cette réponse devait être vérifiée le 3 mars 2027"
BUTTONS = ("Toujours vraie", "Améliorer", "Dépassée")
BEFORE = datetime(2027, 3, 2, 12, tzinfo=UTC)
EVE, DAY = datetime(2027, 3, 2, 22, 59, 59, tzinfo=UTC), datetime(2027, 3, 2, 23, tzinfo=UTC)
"""The last second of the day before in Paris, and the first of the day."""


def _url(thread_id: int, person: Account) -> str:
    db.session.close()
    return access_thread(seen_by(person), thread_id).url


def _read(client_for: ClientFor, url: str, reader: Account | None = None) -> str:
    """Return what somebody reads, words only, with one kind of blank."""
    page = client_for(reader).get(url).text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def _planned(asker: Account) -> int:
    """Return a solved question that is to be checked on the third of March 2027."""
    thread_id, _post = make_solved(asker=asker)
    with atomic() as session:
        thread = session.get_one(ForumThread, thread_id)
        thread.check_on, thread.check_set_at = DAY, DAY - timedelta(days=365)
    return thread_id


@pytest.mark.parametrize(("path", "places"), [("", 2), ("/imprimer", 1), ("?ordre=temps", 2)])
@pytest.mark.parametrize("is_member", [False, True])
def test_a_kept_page_shows_what_is_so_on_the_day_though_nothing_has_happened(
    client_for: ClientFor, path: str, places: int, *, is_member: bool
):
    with time_machine.travel(BEFORE, tick=False) as now:
        asker = make_account()
        reader = make_account() if is_member else None
        url = _url(_planned(asker), asker) + path
        for moment, shown in ((BEFORE, 0), (EVE, 0), (DAY, places), (DAY, places)):
            now.move_to(moment)
            assert _read(client_for, url, reader).count(BANNER) == shown, moment


def test_before_the_day_there_is_a_mark_and_after_it_a_banner_at_both_places(
    client_for: ClientFor,
):
    with time_machine.travel(BEFORE, tick=False) as now:
        asker, helper = make_account(), make_account()
        url = _url(_planned(asker), asker)
        for reader in (helper, asker):
            page = _read(client_for, url, reader)
            assert (page.count(MARK), page.count(BANNER)) == (1, 0)
            assert not any(label in page for label in BUTTONS)
        now.move_to(DAY)
        page = _read(client_for, url, helper)
        assert (page.count(MARK), page.count(BANNER)) == (0, 2)
        assert all(label in page for label in BUTTONS)
        page = _read(client_for, url)
        assert page.count(BANNER) == 2
        assert not any(label in page for label in BUTTONS), "visitors read, and that is all"


def test_search_engines_read_the_same_as_before(client_for: ClientFor):
    asker = make_account()
    thread_id, _post = make_solved(asker=asker)
    url = _url(thread_id, asker)
    said = re.compile(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', re.DOTALL)

    def read() -> object:
        return json.loads(said.findall(client_for(None).get(url).text)[0])

    before = read()
    let_check_come(thread_id)
    checks.mark_outdated(seen_by(make_account()), thread_id)
    assert "dépassée" in _read(client_for, url)
    assert read() == before


@pytest.mark.parametrize(
    ("chosen_before", "offered"),
    [(365, ("12", "")), (184, ("6", "")), (10, ("day", "2027-03-13"))],
)
def test_a_helper_confirms_with_the_same_time_ahead_as_before(
    client_for: ClientFor, chosen_before: int, offered: tuple[str, str]
):
    with time_machine.travel(DAY, tick=False):
        asker, helper = make_account(), make_account(display_name="Léa")
        thread_id, _post = make_solved(asker=asker)
        let_check_come(thread_id, days_ago=0, chosen_before=chosen_before)
        client, address = client_for(helper), f"/questions/{thread_id}/toujours-vrai"
        form = form_with(client.get(address).text, "when", at=address)
        assert (form.fields["when"], form.fields["day"]) == offered
        assert client.post(address, data=form.fields).status_code == 303
        page = _read(client_for, _url(thread_id, asker))
        assert "Vérifiée le 3 mars 2027 par Léa" in page
        assert "devait être vérifiée" not in page
        assert "À vérifier le" in page
        assert client.get(address).status_code == 303, "nobody asks any more"


def test_out_of_date_is_read_by_all_with_its_reason_and_marks_the_list(client_for: ClientFor):
    asker, helper = make_account(), make_account(display_name="Karim")
    thread_id, _post = make_due(asker=asker)
    url = _url(thread_id, asker)
    assert "Résolue" in _read(client_for, "/questions")
    address = f"/questions/{thread_id}/depassee"
    client_for(helper).post(address, data={"reason": "La loi a changé en mai."})
    page = _read(client_for, url)
    for words in ("Cette réponse est dépassée.", "La loi a changé en mai.", "Karim, le"):
        assert words in page
    for tab in ("", "?onglet=resolues"):
        rows = _read(client_for, f"/questions{tab}")
        assert "Solution dépassée" in rows
        assert "Résolue " not in rows
    client_for(helper).post(f"{address}/annuler")
    assert "dépassée" not in _read(client_for, url)


def test_improving_leads_to_the_text_for_who_may_edit_and_to_an_answer_for_others(
    client_for: ClientFor,
):
    asker, answerer = make_account(), make_account()
    thread_id, post_id = make_due(asker=asker, answerer=answerer)
    url, edit = _url(thread_id, asker), f"/questions/messages/{post_id}/modifier"
    for reader, way in ((answerer, edit), (asker, "#repondre")):
        before = client_for(reader).get(url).text.partition("<span>Améliorer</span>")[0]
        assert re.findall(r'href="([^"]*)"', before)[-1] == way


@pytest.mark.parametrize(
    ("act", "name", "typed"),
    [("toujours-vrai", "day", "2031-05-01"), ("depassee", "reason", "Mes mots à moi")],
)
def test_who_judges_has_read_what_it_says_now(
    client_for: ClientFor, act: str, name: str, typed: str
):
    asker, answerer, helper = make_account(), make_account(), make_account()
    thread_id, post_id = make_due(asker=asker, answerer=answerer)
    client, address = client_for(helper), f"/questions/{thread_id}/{act}"
    form = form_with(client.get(address).text, name, at=address)
    form.fields |= {"when": "day", name: typed}
    later = clock.now() + timedelta(minutes=30)
    with time_machine.travel(later, tick=False):
        posts.edit_post(seen_by(answerer), post_id, body="Désormais c'est la mairie qui assure.")
        refused = client.post(address, data=form.fields)
        assert refused.status_code == 409
        assert "Désormais c" in refused.text
        assert f'value="{typed}"' in refused.text
        again = form_with(refused.text, name, at=address)
        assert client.post(address, data=again.fields).status_code == 303


def test_two_who_choose_the_day_do_not_overwrite_each_other(client_for: ClientFor):
    asker, answerer = make_account(), make_account()
    thread_id, _post = make_solved(asker=asker, answerer=answerer)
    client, address = client_for(asker), f"/questions/{thread_id}/verification"
    form = form_with(client.get(address).text, "when", at=address)
    assert form.fields["when"] == "6"
    other = start_of_day((clock.now() + timedelta(days=40)).date())
    checks.plan_check(seen_by(answerer), thread_id, other)
    refused = client.post(address, data=form.fields)
    assert refused.status_code == 409
    again = form_with(refused.text, "when", at=address)
    assert client.post(address, data=again.fields).status_code == 303
    db.session.close()
    chosen = forum_thread(thread_id).check_on
    assert chosen is not None
    assert chosen > other


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"when": "day", "day": ""}, "Quel jour"),
        ({"when": "day", "day": "2020-01-01"}, "Choisissez un jour à venir."),
        ({"when": "day", "day": "0001-01-01"}, "Choisissez un jour à venir."),
        ({"when": "day", "day": "9999-12-31"}, "d’ici dix ans"),
        ({"when": "day", "day": "demain"}, "Ce n’est pas une date"),
    ],
)
def test_a_bad_day_is_said_and_what_was_typed_stays(
    client_for: ClientFor, typed: dict[str, str], sentence: str
):
    asker = make_account()
    thread_id, _post = make_solved(asker=asker)
    page = client_for(asker).post(f"/questions/{thread_id}/verification", data=typed)
    assert page.status_code == 422
    assert sentence in page.text
    assert f'value="{typed["day"]}"' in page.text
    db.session.close()
    assert forum_thread(thread_id).check_on is None


@pytest.mark.parametrize("act", ["verification", "toujours-vrai", "depassee"])
def test_a_stranger_and_a_question_without_a_solution_look_the_same(
    client_for: ClientFor, act: str
):
    client = client_for(make_account())
    thread_id, _post = make_solved()
    assert client.get(f"/questions/{thread_id + 9}/{act}").status_code == 404
    assert client_for(None).get(f"/questions/{thread_id}/{act}").status_code in {303, 401}
    if act == "verification":
        assert client.get(f"/questions/{thread_id}/{act}").status_code == 403


def test_who_looked_and_closes_their_account_is_not_named_any_more(client_for: ClientFor):
    asker, helper = make_account(), make_account(display_name="Léa Morel")
    thread_id, _post = make_due(asker=asker)
    checks.mark_outdated(seen_by(helper), thread_id, reason="La loi a changé.")
    url = _url(thread_id, asker)
    assert "Léa Morel, le" in _read(client_for, url)
    close(seen_by(helper), helper.id)
    page = _read(client_for, url)
    assert "Léa Morel" not in page
    assert "Ancien membre, le" in page
    assert "La loi a changé." in page


def test_a_thread_that_is_moved_takes_its_check_with_it_and_other_helpers_look(
    client_for: ClientFor,
):
    leader, helper, outsider = (make_account() for _ in range(3))
    former, private = (
        make_group(owner=leader, visibility=kind, members=(helper,))
        for kind in ("public", "members")
    )
    thread_id, _post = make_due(group=former)
    checks.mark_outdated(seen_by(outsider), thread_id)
    moderation.move(seen_by(leader), thread_id, private.id)
    assert "Cette réponse est dépassée" in _read(client_for, _url(thread_id, helper), helper)
    assert client_for(outsider).get(f"/questions/{thread_id}/toujours-vrai").status_code == 404
    form = client_for(helper).get(f"/questions/{thread_id}/toujours-vrai")
    assert form.status_code == 200
