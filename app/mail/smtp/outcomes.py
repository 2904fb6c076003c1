"""How an attempt to send a letter can end, other than well."""

import re

_DETAIL = re.compile(r"(?<![\d.])5\.(\d{1,3})\.(\d{1,3})\b")
_ADDRESS = "1"
_MAILBOX_DISABLED = ("2", "1")
_OF_ADDRESS = frozenset({"550", "551", "553"})
"""Replies to a recipient that mean the mailbox, where the server gives no detail.

Source: RFC 5321 §4.2.3.
"""


class Undeliverable(Exception):
    """The server refuses this letter for good; trying again would change nothing."""

    def __init__(self, sentence: str, *, is_address_bad: bool = False) -> None:
        """Say what the server said, and whether it said that of the address."""
        super().__init__(sentence)
        self.is_address_bad = is_address_bad


class Refused(OSError):
    """The server does not take this letter now; it may take others."""


class Unsure(OSError):
    """The server had the whole letter, and we have not heard whether it keeps it."""


class ServerAway(OSError):
    """The server takes no letter of ours now: the others need not be tried either."""


class NoPrivacy(ServerAway):
    """The mail server offers no TLS: the password was not sent."""


def is_of_address(words: str, *, is_to_recipient: bool) -> bool:
    """Tell whether a refusal for good says that the mailbox does not exist, or no more.

    A letter that is refused for what it says, or for where it comes from, says nothing of the
    mailbox. Source: RFC 3463 §3.2 (X.1.*) and §3.3 (X.2.1).

    Args:
        words: what the server said, or the status of a returned letter.
        is_to_recipient: it answered to the address alone, and had not seen the letter yet.
    """
    detail = _DETAIL.search(words)
    if detail is not None:
        return detail[1] == _ADDRESS or detail.groups() == _MAILBOX_DISABLED
    return is_to_recipient and words[:3] in _OF_ADDRESS


def named(trouble: Exception) -> str:
    """Return a trouble in one line: what it is, and what it says."""
    return f"{type(trouble).__name__}: {trouble}"
