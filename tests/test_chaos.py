"""The site under fire, in short: `make chaos` goes on for ten minutes. And what judges it."""

import random
import subprocess
import sys
import time
from typing import Any

import pytest

from app.mail.enums import LetterState
from bench.chaos import sending
from bench.chaos.browsers import Browser, Heard, Spell
from bench.chaos.comings import Away, SignedOut
from bench.chaos.floors import FLOORS, Floor, too_few
from bench.chaos.kept import KeptPost, judge_choices, judge_posts
from bench.chaos.mailed import Posted, judge_letters
from bench.chaos.people import Deed, People, Written
from bench.chaos.silence import judge_away, judge_sessions, live_counts
from bench.chaos.verdict import Verdict
from bench.chaos.world import Member, World
from tests.machine import find_postgres, find_program
from tests.tree import ROOT

pytestmark = pytest.mark.no_app
MEMBER = Member(id=7, handle="membre7", email="membre7@exemple.test", cookie="entraide=x")
TOPIC = "forum.thread:3"
MINUTE = 60.0


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.slow
def test_nothing_is_lost_doubled_or_shown_to_others_whatever_befalls_the_site():
    find_postgres()
    find_program("redis-server")
    done = subprocess.run(
        [sys.executable, "-m", "bench.chaos", "12", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def just_enough(seconds: float) -> dict[str, int]:
    """Return the least of everything that passes."""
    counts = {"browsers": 70, "threads followed": 18, "faults: cut": 50}
    for floor in FLOORS:
        counts[floor.what] = floor.least(counts, seconds)
    return counts


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor.what)
def test_a_run_in_which_something_hardly_happened_fails_and_says_what(floor: Floor):
    counts = just_enough(10 * MINUTE)
    assert too_few(counts, 10 * MINUTE, {"frozen": 50}, 50) == []
    said = too_few({**counts, floor.what: counts[floor.what] - 1}, 10 * MINUTE, {"frozen": 50}, 50)
    assert said[0].startswith(f"{floor.missing}: ")


def test_floors_grow_with_the_run_and_never_are_nothing():
    assert "hardly anybody could reply: 99 posts acknowledged, at least 100" in too_few(
        {**just_enough(10 * MINUTE), "posts acknowledged": 99}, 10 * MINUTE, {}, 0
    )
    assert any(
        said.startswith("nobody left the private group: 0 left the group, at least 1")
        for said in too_few({}, 1.0, {}, 0)
    )


def test_a_site_that_was_not_under_fire_proves_nothing():
    said = too_few(just_enough(MINUTE), MINUTE, {"web killed": 4, "cut": 5}, 5)
    assert said == ["the site was not under fire: 4 faults “web killed” of 5"]


def test_posts_must_be_there_once_and_say_what_was_acknowledged_last():
    verdict = Verdict()
    written = [
        Written("marque1x", 7, 3, 0.0, 1.0, 11, ["Avant, marque1x.", "Après, marque1x."]),
        Written("marque2x", 7, 3, 0.0, 1.0, 12, ["Après, marque2x."]),
        Written("marque3x", 7, 3, 0.0, 1.0, 13, ["marque3x"], is_deleted=True),
        Written("marque4x", 7, 3, 0.0, 1.0, 14, ["marque4x"], is_deleted=None),
        Written("marque5x", 7, 3, 0.0, 1.0, 15, ["marque5x"]),
        Written("marque6x", 7, 3, 0.0, None, 0, ["marque6x"]),
    ]
    kept = [
        KeptPost(11, "Après, marque1x.", is_deleted=False),
        KeptPost(12, "Avant, marque2x.", is_deleted=False),
        KeptPost(13, "marque3x", is_deleted=False),
        KeptPost(14, "marque4x", is_deleted=True),
        KeptPost(16, "Après, marque1x.", is_deleted=False),
    ]
    found = judge_posts(verdict, written, kept)
    assert found == {"marque1x": 11, "marque2x": 12, "marque3x": 13, "marque4x": 14}
    assert verdict.faults() == [
        "lost post: marque5x",
        "doubled post: marque1x",
        "not kept: edit of marque2x: it says 'Avant, marque2x.'",
        "not kept: deletion of marque3x: True was acknowledged",
    ]


def test_likes_and_solutions_must_be_what_was_acknowledged_last():
    verdict = Verdict()
    likes = {(1, 5): True, (2, 5): False, (3, 5): None, (4, 5): True}
    solutions: dict[int, int | None] = {3: 11, 4: 0, 5: None, 6: 12}
    kept = ({(2, 5), (3, 5), (4, 5)}, {3: 0, 4: 0, 5: 13, 6: 12})
    judge_choices(verdict, likes, solutions, kept)
    assert verdict.found["not kept"] == [
        "like of 5 by 1: True was acknowledged",
        "like of 5 by 2: False was acknowledged",
        "solution of 3: 0 instead of 11",
    ]


def away_hearing(*heard: Heard, spells: tuple[Spell, ...] = ()) -> list[str]:
    """Return what is said of somebody who was removed at 100 and came back at 200."""
    verdict, browser = Verdict(), Browser(MEMBER, heard=list(heard), spells=list(spells))
    posts = {
        11: Written("before", 1, 3, begun=99.0),
        12: Written("after", 1, 3, begun=101.0),
    }
    away = [Away(MEMBER, 100.0, 200.0, is_removed=True)]
    judge_away(verdict, [browser], away, posts, {TOPIC})
    return verdict.found["forbidden"]


def test_who_was_removed_hears_nothing_that_was_written_since():
    assert away_hearing(Heard("post.added", TOPIC, 12, 101.5)) == [
        "post.added of after to 7, removed"
    ]
    assert away_hearing(Heard("notice", "", 12, 101.5)) == ["notice of after to 7, removed"]
    assert away_hearing(Heard("post.added", TOPIC, 11, 101.5)) == []
    assert away_hearing(Heard("post.added", TOPIC, 12, 200.5)) == []


def test_who_was_removed_watches_no_more():
    typing = Heard("typing", TOPIC, 0, 121.0)
    assert away_hearing(typing) == ["typing, still watching forum.thread:3, to 7, removed"]
    assert away_hearing(Heard("typing", TOPIC, 0, 119.0)) == []
    assert away_hearing(Heard("typing", "forum.thread:4", 0, 121.0)) == []


def test_who_was_removed_is_not_let_in():
    let_in = away_hearing(spells=(Spell(TOPIC, 101.0, 101.2),))
    assert let_in == ["forum.thread:3 let in to 7, removed"]
    assert away_hearing(spells=(Spell(TOPIC, 99.0, 101.2), Spell(TOPIC, 199.0, 201.0))) == []


def test_a_session_that_ended_has_no_socket_and_gets_none():
    verdict = Verdict()
    browser = Browser(MEMBER, heard=[Heard("notice", "", 1, 19.0), Heard("notice", "", 2, 21.0)])
    outs = [
        SignedOut(MEMBER, 0.0, 25.0, is_refused=False, open_since=-5.0, spoke_at=2.0),
        SignedOut(MEMBER, 30.0, 40.0, is_closed=True, is_refused=None),
    ]
    judge_sessions(verdict, [browser], outs)
    assert verdict.found["ended session"] == [
        "the socket of 7 stayed open, 5.0 s old, silent after 2.0 s",
        "a socket was let in with the old cookie of 7",
        "notice was sent to one of 7",
    ]


def test_what_was_pushed_counts_for_those_who_watched_all_the_while():
    heard = [Heard("post.added", TOPIC, 11, 12.5), Heard("post.changed", TOPIC, 12, 9.0)]
    browser = Browser(MEMBER, heard=heard, spells=[Spell(TOPIC, 0.0, 1.0, until=30.0)])
    deeds = [
        Deed("reply", 3, 12.0, 13.0, 11),
        Deed("delete", 3, 12.0, 13.0, 12),  # what was heard of it was before
        Deed("reply", 3, 29.0, 29.5, 13),  # it went away too soon
        Deed("reply", 3, 0.5, 2.0, 16),  # it came too late
        Deed("reply", 4, 12.0, 13.0, 14),
        Deed("like", 3, 12.0, None, 15),
    ]
    counts = {what: count for what, count in live_counts([browser], deeds).items() if count}
    assert counts == {"posts due live": 1, "posts heard live": 1, "deletions due live": 1}


def letters_found(
    *, copies: int = 1, accepted: int = 1, sent: int | None = None, most: int = 0, **of_one: object
) -> list[str]:
    """Return what is said of one letter that one form asked for."""
    letter: dict[str, Any] = {"state": LetterState.SENT, "unsure_count": 0, "was_handed": True}
    posted = Posted(email="a@exemple.test", message_id="<1>", **letter | of_one)
    asked = {posted.email: accepted}, {posted.email: accepted if sent is None else sent}
    verdict = Verdict()
    judge_letters(verdict, [posted], {"<1>": copies}, asked, most_held_up=most)
    return verdict.found["letter"]


def test_a_letter_arrives_once_or_once_more_for_each_end_that_nobody_knows():
    assert letters_found() == []
    assert letters_found(copies=0) == ["<1> counts as sent and never arrived"]
    assert letters_found(copies=2) == ["<1> arrived 2 times, 1 at most"]
    assert letters_found(copies=2, unsure_count=1) == []
    assert letters_found(copies=4, unsure_count=3) == ["<1> arrived 4 times, 3 at most"]
    assert letters_found(state=LetterState.FAILED, copies=0) == ["<1> was given up"]


def test_faults_hold_up_one_letter_each():
    sending_it = LetterState.SENDING
    assert letters_found(state=sending_it, was_handed=False, copies=0, most=1) == []
    assert letters_found(state=sending_it, copies=1) == ["1 are held up, 0 at most"]
    assert letters_found(state=LetterState.WAITING, copies=1, most=1) == [
        "<1> arrived 1 times, 0 at most"
    ]


def test_no_letter_comes_from_nowhere():
    verdict = Verdict()
    judge_letters(verdict, [], {"<2>": 1}, ({}, {}), most_held_up=0)
    assert verdict.found["letter"] == ["<2> arrived and was never posted"]


def test_each_form_that_was_accepted_posts_a_letter():
    said = "1 were posted to a@exemple.test: {} forms were accepted, {} sent"
    assert letters_found(accepted=2) == [said.format(2, 2)]
    assert letters_found(accepted=0) == [said.format(0, 0)]
    assert letters_found(accepted=0, sent=1) == []


@pytest.mark.parametrize(
    ("statuses", "refused"),
    [
        ([303], {}),
        ([500, None, 303], {}),
        ([500, 404], {}),  # it was done, and the answer lost
        ([404], {("/questions/messages/…/supprimer", 404): 1}),
        ([429], {("/questions/messages/…/supprimer", 429): 1}),
    ],
)
def test_every_refusal_that_nobody_expected_is_counted(
    statuses: list[int | None], refused: dict[tuple[str, int], int], monkeypatch
):
    answers = iter([one and sending.Answer(one, "", "", "") for one in statuses])
    monkeypatch.setattr(sending, "ask", lambda *_asked: next(answers))
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    forms = sending.Forms([1], random.SystemRandom())
    path = "/questions/messages/12/supprimer"
    answer = forms.insist("", path, {}, is_done_when_gone=True)
    assert (answer is None, dict(forms.refusals)) == (bool(refused), refused)


def test_nobody_claims_to_know_a_solution_whose_answer_was_lost(monkeypatch):
    world = World(
        members={7: MEMBER},
        movers=[],
        comers=[],
        organiser=MEMBER,
        forgetful=[],
        public=1,
        private=2,
        private_slug="",
        group_of={3: 1},
        opener_of={3: 7},
        opening_of={3: 1},
        questions=[3],
    )
    people = People(
        world, sending.Forms([1], random.SystemRandom()), random.SystemRandom(), place=0
    )
    done = sending.Answer(303, "", "", "")
    solved, other = (Written(f"marque{one}x", 7, 3, 0.0, 1.0, one, ["Oui."]) for one in (11, 12))
    for known, written, answer, then in (
        (11, solved, done, 0),
        (11, solved, None, None),
        (11, other, done, 11),
        (None, other, done, None),
    ):
        monkeypatch.setattr(people.forms, "insist", lambda *_a, answer=answer, **_k: answer)
        written.is_deleted, people.written, people.solutions = False, [written], {3: known}
        people.act("delete", 3)
        assert people.solutions == {3: then}
