"""Those who come and go: out of the private group, and out of their account."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.chaos.browsers import Browser
from bench.chaos.sending import Forms, Hand
from bench.chaos.world import PASSWORD, Member, World
from bench.sockets import Socket

CLOSED_SECONDS = 20.0
"""A session that ended has no socket after so long, nor does anybody watch who lost the right.

It is two seconds on a site that is well. Here Redis may be away when it is said, and PostgreSQL
when it is looked up, and the node be frozen in between.
"""
_TRIES = 40


@dataclass(slots=True)
class _While:
    """A while in the life of a member."""

    member: Member
    since: float
    until: float = float("inf")


@dataclass(slots=True)
class Away(_While):
    """A while during which somebody was certainly not let in."""

    is_removed: bool = False
    """By the organiser; otherwise they left by themselves."""


@dataclass(slots=True)
class SignedOut(_While):
    """A while between the end of a session and the beginning of the next."""

    is_closed: bool = False
    """The server closed the socket."""
    open_since: float = 0.0
    """When the one that stayed open was opened."""
    spoke_at: float = 0.0
    """When it last was sent anything."""
    is_refused: bool | None = None
    """Whether the cookie of before opens no other; `None`: nobody answered."""


class Movers(Hand):
    """Some who leave the private group or are removed, and come back; when is written down."""

    def __init__(
        self, world: World, browsers: Sequence[Browser], forms: Forms, lots: random.Random
    ) -> None:
        """Prepare the loop, for the people of these browsers."""
        super().__init__(forms)
        self.away: list[Away] = []
        self._world, self._browsers, self._lots = world, browsers, lots

    def run(self) -> None:
        """Leave, stay away for a while, and come back."""
        removals = 0
        while not self.is_over.wait(self._lots.uniform(0.2, 1.0)):
            browser = self._lots.choice(self._browsers)
            removals += 1
            away = self.leave(browser, is_removed=removals % 2 == 1)
            if away is not None:
                longest = 4.0 if self._lots.random() < 0.7 else 30.0
                self.is_over.wait(self._lots.uniform(1.0, longest))
                away.until = time.monotonic()
                self._come_back(browser)

    def leave(self, browser: Browser, *, is_removed: bool) -> Away | None:
        """Leave, or be removed; `None` when that was not accepted."""
        mover, page = browser.member, f"/groupes/{self._world.private_slug}"
        if is_removed:
            cookie, form = self._world.organiser.cookie, {"reason": "Pour voir"}
            path = f"{page}/membres/{mover.handle}/retirer"
        else:
            cookie, path, form = mover.cookie, f"{page}/quitter", {}
        if self.forms.insist(cookie, path, form, is_done_when_gone=True, tries=_TRIES) is None:
            return None
        away = Away(mover, since=time.monotonic(), is_removed=is_removed)
        self.away.append(away)
        return away

    def _come_back(self, browser: Browser) -> None:
        """Join again, and open the threads anew."""
        path = f"/groupes/{self._world.private_slug}/rejoindre"
        self.forms.insist(browser.member.cookie, path, {}, tries=_TRIES)
        browser.is_to_watch = True


class Comers(Hand):
    """Some who sign out and in again; what their sockets do meanwhile is written down."""

    def __init__(
        self, browsers: Sequence[Browser], ports: Sequence[int], forms: Forms, lots: random.Random
    ) -> None:
        """Prepare the loop, for the people of these browsers."""
        super().__init__(forms)
        self.outs: list[SignedOut] = []
        self._browsers, self._ports, self._lots = browsers, ports, lots

    def run(self) -> None:
        """Sign out, look whether the socket is closed, and sign in again."""
        while not self.is_over.wait(self._lots.uniform(0.2, 1.0)):
            browser = self._lots.choice(self._browsers)
            if (out := self.sign_out(browser, CLOSED_SECONDS)) is not None:
                self.is_over.wait(self._lots.uniform(0.5, 2.0))
                self.sign_in(browser, out)

    def sign_out(self, browser: Browser, patience: float) -> SignedOut | None:
        """Sign out, and wait so long for the server to close the socket; then try the old cookie.

        Returns:
            What came of it; `None` when signing out was not accepted.
        """
        member = browser.member
        browser.is_ended = True  # it comes back no more by itself, and leaves its socket alone
        if self.forms.insist(member.cookie, "/deconnexion", {}, tries=_TRIES) is None:
            browser.is_ended = False
            return None
        out = SignedOut(member, since=time.monotonic())
        self.outs.append(out)
        limit = out.since + patience
        while browser.line is not None and time.monotonic() < limit:
            time.sleep(0.05)
        out.is_closed = browser.line is None
        out.open_since, out.spoke_at = browser.opened_at, browser.spoke_at
        out.is_refused = knock(self._lots.choice(self._ports), member.cookie)
        return out

    def sign_in(self, browser: Browser, out: SignedOut) -> None:
        """Sign in again, and let the browser open its page."""
        member = browser.member
        form = {"email": member.email, "password": PASSWORD}
        answer = self.forms.insist("", "/connexion", form, tries=_TRIES)
        out.until = time.monotonic()
        if answer is not None:
            member.cookie = answer.cookie
            browser.is_ended = False


def knock(port: int, cookie: str) -> bool | None:
    """Tell whether a socket is refused to a cookie; `None` when nobody answers."""
    try:
        socket = Socket(port, cookie)
    except OSError:
        return None
    limit = time.monotonic() + 5
    try:
        while time.monotonic() < limit:
            list(socket.packets())
            if socket.is_let_in:
                return False
            time.sleep(0.02)
    except OSError as end:
        return True if end.args and bytes(end.args[0] or b"").startswith(b"44") else None
    finally:
        socket.line.close()
    return None
