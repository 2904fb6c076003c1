"""Numbers that people are promised: here they stand once more, and in the page that promises them.

A test that imports the number it checks cannot see that it is another one.
"""

import importlib
import re
from datetime import timedelta
from functools import cache

import pytest

from tests.tree import ROOT

pytestmark = pytest.mark.no_app
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
MB = 1024 * 1024

BLOG, PRIVACY, LETTERS, MAIL = (
    "rooms/blog.md",
    "privacy.md",
    "rooms/letters.md",
    "rooms/mail.md",
)
NOTICES, FORUM, FRIENDS = "rooms/notices.md", "rooms/forum.md", "rooms/friends.md"
THREADS = "rooms/threads.md"
MEDIA, ACCOUNTS, LIVE = "rooms/media.md", "rooms/accounts.md", "rooms/live.md"

PROMISES = (
    ("app.notices.services.maintenance:KEPT", 90 * DAY, PRIVACY, "to be told, once | 90 days"),
    ("app.notices.services.retries:MOST_ATTEMPTS", 24, NOTICES, "24 times in all"),
    ("app.notices.services.drawer:RELEASED", 14 * DAY, FRIENDS, "in the last 14 days"),
    ("app.notices.queries.drawer:MOST", 2000, NOTICES, "the newest 2,000"),
    ("app.accounts.limits:SESSION_LASTS", 60 * DAY, PRIVACY, "or 60 days without use"),
    ("app.accounts.limits:SEEN_EVERY", HOUR, PRIVACY, "last use (to the hour)"),
    ("app.accounts.limits:ADDRESS_KEPT", 90 * DAY, PRIVACY, "| 90 days, or as the session"),
    ("app.accounts.limits:CONFIRM_LASTS", 7 * DAY, PRIVACY, "they expire: 7 days, 2 hours, 1 day"),
    ("app.accounts.limits:RECOVER_LASTS", 2 * HOUR, PRIVACY, "they expire: 7 days, 2 hours, 1 day"),
    ("app.accounts.limits:MOVE_LASTS", DAY, PRIVACY, "they expire: 7 days, 2 hours, 1 day"),
    ("app.accounts.limits:SIGN_INS_PER_ACCOUNT", "10 per 15 minutes", ACCOUNTS, "10 attempts per"),
    ("app.accounts.limits:SIGN_INS_PER_ADDRESS", "60 per 15 minutes", ACCOUNTS, "60 per network"),
    ("app.accounts.services.submissions:_KEPT", 30 * DAY, ACCOUNTS, "for thirty days: sent again"),
    ("app.mail.jobs:_SENT_KEPT", 30 * DAY, PRIVACY, "sent: 30 days; given up: 90"),
    ("app.mail.jobs:_FAILED_KEPT", 90 * DAY, PRIVACY, "sent: 30 days; given up: 90"),
    ("app.mail.jobs:_CLAIM_LASTS", 10 * MINUTE, MAIL, "a claim lapses after ten minutes"),
    (
        "app.mail.delivery.attempts:PAUSES",
        (*(n * MINUTE for n in (1, 5, 15)), *(n * HOUR for n in (1, 2, 4, 8, 12, 21))),
        MAIL,
        "1, 5, 15 minutes, 1, 2, 4, 8, 12, 21 hours",
    ),
    ("app.live.nodes.invalidations:KEPT", 2 * HOUR, LIVE, "forget or take away, for two hours"),
    ("app.letters.limits:WAIT", 10 * MINUTE, PRIVACY, "a notice waits ten minutes"),
    ("app.letters.limits:MOST_A_DAY", 5, LETTERS, "five letters in twenty-four hours"),
    ("app.letters.limits:MOST_LINES", 20, LETTERS, "twenty notices named in one letter"),
    ("app.letters.limits:MOST_UNSEEN", 3, LETTERS, "in the third letter"),
    (
        "app.letters.schedule.weekly_schedule:APART",
        4 * DAY,
        LETTERS,
        "At least four days lie between two",
    ),
    ("app.letters.push.limits:TRIED_FOR", 10 * MINUTE, LETTERS, "after ten minutes, left to"),
    ("app.letters.push.limits:FIRST_REST", 30 * MINUTE / 60, LETTERS, "again after 30 seconds"),
    ("app.letters.push.limits:KEPT_FOR", 12 * HOUR, LETTERS, "push is kept twelve hours"),
    ("app.letters.push.limits:MOST_DEVICES", 10, LETTERS, "Ten devices"),
    ("app.letters.push.limits:MOST_PUSHES", 4, LETTERS, "four lines pushed one by one"),
    ("app.letters.push.limits:GIVEN_UP_AFTER", 20, PRIVACY, "twenty failures in a row"),
    ("app.media.limits:UNATTACHED_KEPT", DAY, PRIVACY, "a day if never used, 30 days in a draft"),
    ("app.media.limits:HELD_KEPT", 30 * DAY, PRIVACY, "a day if never used, 30 days in a draft"),
    ("app.media.limits:MAX_BYTES", 12 * MB, MEDIA, "At most 12 MB"),
    ("app.threads.limits:DRAFTS_MOST", 50, PRIVACY, "the fifty last of each person"),
    ("app.threads.limits:SILENT_EDIT", 5 * MINUTE, THREADS, "An edit within five minutes"),
    ("app.forum.limits:CHECK_AHEAD", 3653 * DAY, FORUM, 'day, "à vérifier le …", within ten years'),
    ("app.forum.limits:OFFERS_A_DAY", 3, FORUM, "each of whom hears of three a day of both"),
    ("app.blog.limits:INVITATION_KEPT", 30 * DAY, BLOG, "an invitation opens for 30 days"),
    ("app.friends.limits:ASK_AGAIN", 30 * DAY, PRIVACY, "taken back: 30 days after asking"),
    ("app.friends.limits:ACCEPTED_KEPT", 90 * DAY, PRIVACY, "accepted: 90 days; otherwise a year"),
    ("app.friends.limits:LAPSES", 365 * DAY, PRIVACY, "accepted: 90 days; otherwise a year"),
    ("app.friends.limits:MESSAGE_LENGTH", 300, FRIENDS, "Sentence 300 characters"),
    (
        "app.live.subscriptions.member_stream:MOST_MISSED",
        200,
        NOTICES,
        "At most 200 missed numbers",
    ),
    ("app.live.subscriptions.topics:MOST_TOPICS", 20, LIVE, "20 topics a socket"),
    ("app.live.subscriptions.handlers:MOST_OF_ONE", 100, LIVE, "100 sockets of one account"),
    ("app.live.connections.packet_guard:BUDGET", 60, LIVE, "60 packets in ten seconds"),
    ("app.live.connections.transport:MESSAGE_BYTES", 4096, LIVE, "4,096 bytes a packet"),
)
"""Where the number is, what it is, the page that promises it, and in which words."""


@cache
def _page(name: str) -> str:
    """Return a document in one line."""
    return re.sub(r"\s+", " ", (ROOT / "docs" / name).read_text("utf-8"))


@pytest.mark.parametrize(
    ("place", "value", "document", "words"), PROMISES, ids=[row[0] for row in PROMISES]
)
def test_a_number_is_what_people_are_promised(place: str, value: object, document: str, words: str):
    module, _colon, name = place.partition(":")
    assert getattr(importlib.import_module(module), name) == value
    assert words in _page(document)


def test_everything_that_is_forgotten_by_its_age_is_promised_here():
    named = {row[0] for row in PROMISES}
    ages = re.compile(r"^([A-Z_]*(?:KEPT|LASTS|LAPSES)[A-Z_]*)\b.*= timedelta", re.MULTILINE)
    for path in (ROOT / "app").rglob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for name in ages.findall(path.read_text("utf-8")):
            assert f"{module}:{name}" in named
