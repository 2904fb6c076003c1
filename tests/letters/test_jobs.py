"""Letters about notices: after ten minutes, to those who are away, each notice once."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
import time_machine

from app.accounts.models import Account
from app.core.db import db
from app.core.jobs import enqueue
from app.groups import services as groups
from app.groups.services import Removal
from app.letters import jobs, services
from app.letters.limits import MOST_A_DAY, MOST_LINES, WAIT
from app.letters.shapes import Quiet
from app.notices import queries as notice_queries
from app.notices import services as notices
from app.notices.shapes import NoticeLine
from app.threads.services.follows import set_follow
from tests.factories import make_account, seen_by
from tests.factories.forum import make_thread
from tests.factories.mail import delivered, letters
from tests.letters.conftest import Thread, make_reader, waiting_count

pytestmark = pytest.mark.usefixtures("noon")
Clock = time_machine.Traveller


def _later(clock: Clock, wait: timedelta = WAIT) -> list[EmailMessage]:
    """Let time pass, sweep, and return the letters that there are."""
    clock.shift(wait)
    enqueue("letters.sweep")
    return [delivered(letter) for letter in letters()]


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_a_direct_notice_is_in_a_letter_after_ten_minutes(noon: Clock):
    thread = Thread(make_reader())
    thread.answer()
    assert _later(noon, WAIT - timedelta(seconds=1)) == []
    (message,) = _later(noon, timedelta(seconds=1))
    assert message["Subject"] == "Karim a répondu à votre question « Quelle assurance ? »."
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/lettres/arreter/" in message["List-Unsubscribe"]
    assert f"/questions/{thread.id}" in _text(message)
    assert "Règle 4" in _text(message)
    assert "Pourquoi\N{NO-BREAK SPACE}?" in _text(message)
    assert len(_later(noon, timedelta(days=2))) == 1


def test_what_comes_within_the_ten_minutes_is_in_the_same_letter(noon: Clock):
    reader = make_reader()
    first, second = Thread(reader), Thread(reader, title="Quel trésorier ?")
    first.answer()
    noon.shift(timedelta(minutes=9))
    second.answer()
    (message,) = _later(noon, timedelta(minutes=1))
    assert message["Subject"] == "2 notifications"
    assert waiting_count() == 0
    assert len(_later(noon)) == 1


def _read(_thread: Thread, reader: Account) -> None:
    notices.mark_read(seen_by(reader))


def _mute(thread: Thread, reader: Account) -> None:
    set_follow(seen_by(reader), thread.id, "mute")


def _remove(thread: Thread, reader: Account) -> None:
    owner = seen_by(thread.writer)
    groups.remove_member(owner, thread.group.id, reader.id, Removal(reason="Essai"))


def _stop(_thread: Thread, reader: Account) -> None:
    services.choose(seen_by(reader), is_on=False, quiet=Quiet())


@pytest.mark.parametrize("act", [_read, _mute, _remove, _stop])
def test_what_is_read_or_would_not_be_told_any_more_makes_no_letter(noon: Clock, act):
    reader = make_reader()
    thread = Thread(reader)
    thread.answer()
    act(thread, reader)
    assert [message for message in _later(noon) if "Karim" in _text(message)] == []
    assert waiting_count() == 0


def test_whoever_is_here_needs_no_letter(noon: Clock, monkeypatch: pytest.MonkeyPatch):
    reader = make_reader()
    Thread(reader).answer()
    monkeypatch.setattr(jobs, "is_here", lambda account_id: account_id == reader.id)
    assert _later(noon) == []
    assert waiting_count() == 0


def test_quiet_hours_hold_letters_and_bring_one_afterwards(noon: Clock):
    reader = make_reader()
    thread = Thread(reader)
    noon.shift(timedelta(hours=8, minutes=55))  # 20:55 in Paris
    thread.answer()
    assert _later(noon) == []
    noon.shift(timedelta(hours=2))
    Thread(reader, title="Quel trésorier ?").answer()
    assert _later(noon, timedelta(hours=8, minutes=54)) == []
    (message,) = _later(noon, timedelta(minutes=1))  # 8:00
    assert message["Subject"] == "2 notifications"


def test_after_so_many_in_a_day_the_rest_is_one_letter_the_next(noon: Clock):
    reader = make_reader()
    services.choose(seen_by(reader), is_on=True, quiet=Quiet(begin=0, end=0))
    for number in range(MOST_A_DAY + 3):
        Thread(reader, title=f"Question {number} ?").answer()
        _later(noon)
    assert len(letters()) == MOST_A_DAY
    assert len(_later(noon, timedelta(days=1))) == MOST_A_DAY + 1
    assert waiting_count() == 0


def test_those_who_agreed_to_no_letters_get_none(noon: Clock):
    reader = make_reader(accepts_letters=False)
    Thread(reader).answer()
    assert waiting_count() == 0
    services.choose(seen_by(reader), is_on=True, quiet=Quiet())
    Thread(reader).answer()
    assert len(_later(noon)) == 1


def test_what_goes_on_around_somebody_makes_no_letter(noon: Clock):
    reader = make_reader()
    thread = Thread(reader)
    notices.choose_level(seen_by(reader), "everything")
    make_thread(group=thread.group, author=thread.writer)
    assert waiting_count() == 0
    assert _later(noon) == []


def test_names_and_titles_shaped_like_addresses_are_no_links(noon: Clock):
    reader = make_reader()
    title = "Gagnez sur https://mechant.example ou a@mechant.example ?"
    writer = make_account(display_name="mechant.example")
    thread = Thread(reader, title=title)
    groups.join(seen_by(writer), thread.group.id)
    thread.answer()
    (message,) = _later(noon)
    html = message.get_body(("html",))
    assert html is not None
    for words in (_text(message), str(html.get_content()), message["Subject"]):
        assert "mechant. example" in words
        assert "mechant.example" not in words
        assert "https://mechant" not in words


def test_a_letter_names_so_many_and_counts_the_rest(noon: Clock):
    reader = make_reader()
    for number in range(MOST_LINES + 2):
        Thread(reader, title=f"Question {number} ?").answer()
    (message,) = _later(noon)
    assert _text(message).count("\n* ") == MOST_LINES
    assert "Et 2 autres" in _text(message)


def test_two_jobs_at_once_write_one_letter(noon: Clock, monkeypatch: pytest.MonkeyPatch):
    reader = make_reader()
    Thread(reader).answer()
    noon.shift(WAIT)
    db.session.close()  # jobs have written since
    ask = notice_queries.still_deliverable

    def ask_slowly(account_id: int, seqs: tuple[int, ...]) -> tuple[NoticeLine, ...]:
        """Let another job do all of it while this one asks."""
        monkeypatch.setattr(notice_queries, "still_deliverable", ask)
        jobs.tell(reader.id)
        return ask(account_id, seqs)

    monkeypatch.setattr(notice_queries, "still_deliverable", ask_slowly)
    jobs.tell(reader.id)
    assert len(letters()) == 1
