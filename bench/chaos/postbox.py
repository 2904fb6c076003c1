"""The mail server of the site under fire, and those who have letters sent to them."""

import email
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bench.chaos.sending import Forms, Hand
from tests.machine import free_port

A_SECOND = 1.5


@dataclass(slots=True)
class Postbox:
    """A mail server that takes everything, and counts each letter by the name it bears."""

    port: int
    copies: Counter[str] = field(default_factory=Counter)
    """By `Message-ID`."""

    async def take(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Take a letter."""
        content = envelope.original_content or b""
        self.copies[email.message_from_bytes(content)["Message-ID"]] += 1
        return "250 OK"


@contextmanager
def postbox() -> Iterator[Postbox]:
    """Run the mail server for as long as the block lasts."""
    made = Postbox(free_port())
    hooks = SimpleNamespace(handle_DATA=made.take)
    controller = Controller(hooks, hostname="127.0.0.1", port=made.port)
    controller.start()
    try:
        yield made
    finally:
        controller.stop()


class Forgetful(Hand):
    """People who forgot their password: each form that is accepted has one letter sent."""

    def __init__(self, addresses: Sequence[str], forms: Forms, lots: random.Random) -> None:
        """Prepare the loop."""
        super().__init__(forms)
        self.accepted: Counter[str] = Counter()
        """By address: so many letters there must be at least."""
        self.sent: Counter[str] = Counter()
        """By address, forms whose answer was lost among them: so many at most."""
        self._addresses, self._lots = addresses, lots

    def run(self) -> None:
        """Ask for a letter, again and again."""
        while not self.is_over.wait(self._lots.expovariate(A_SECOND)):
            address = self._lots.choice(self._addresses)
            answer = self.forms.insist("", "/mot-de-passe-oublie", {"email": address})
            self.sent[address] += self.forms.tries
            self.accepted[address] += answer is not None
