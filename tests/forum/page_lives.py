"""Random lives of a thread: several people act, two pages look on, and their lines break."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.accounts.models import Account
from app.core import clock
from app.core.db import db
from app.core.errors import DomainError
from app.core.subjects import SubjectRef
from app.core.viewer import GUEST
from app.forum.queries.facts import POST, topic_of
from app.forum.services import answers, checks
from app.forum.services.due_checks import ask_for_checks
from app.likes import services as likes
from app.threads.models import Post, Thread
from app.threads.queries.access import find_visible_threads
from app.threads.services import moderation, posts, removals
from tests.factories import seen_by
from tests.factories.forum import REASON, edit_question, forum_thread, let_check_come, make_thread
from tests.factories.groups import make_group
from tests.forum.page_process import LOST, Message, Page
from tests.sockets import Socket

SITE = "https://entraide.test"
PEOPLE = ("asker", "helper", "reader", "moderator")


class Chance(Random):
    """What happens by chance; for the same life the same each time."""


@dataclass(kw_only=True)
class Reader:
    """Somebody who looks at the thread: a page, the browser it is in, and a line that may break."""

    account: Account
    page: Page
    client: FlaskClient
    socket: Socket
    url: str
    chance: Chance
    is_cut: bool = False
    is_bad: bool = False
    """What is pushed may be lost, late or in disorder, and so may answers."""
    late_answers: list[tuple[int, Message]] = field(default_factory=list)
    late_pushes: list[tuple[str, Message]] = field(default_factory=list)
    written: int = 0

    def open(self) -> None:
        """Load the page, as one does first, and as one does to see how it is now."""
        self.late_answers.clear()
        self.page.serve = self._serve
        shown = self.client.get(self.url, follow_redirects=True)
        assert shown.status_code == 200, shown.status
        url = f"{SITE}{shown.request.full_path}"
        self.page.do("open", html=shown.text, url=url)
        self.page.do("back")

    def says(self) -> list[str]:
        """Return what the page says, line by line, for the eyes."""
        state = self.page.do("say")
        shown = state.pop("posts")
        return [f"{name}={part}" for name, part in state.items()] + [
            " | ".join(f"{name}={part}" for name, part in post.items()) for post in shown
        ]

    def says_after_a_reload(self) -> list[str]:
        """Return what it says when it is loaded again."""
        self.open()
        return self.says()

    def hear(self) -> None:
        """Let the page hear what was pushed, as far as its line brings it."""
        heard = self.socket.heard()
        if self.is_cut:
            return
        if self.is_bad:
            heard = [one for one in heard if self.chance.random() > 0.15]
            late = [one for one in heard if self.chance.random() < 0.15]
            heard = [one for one in heard if one not in late]
            heard += self.late_pushes
            self.late_pushes = late
            self.chance.shuffle(heard)
        for event, payload in heard:
            if event.startswith(("post.", "thread.", "refresh")):
                self.page.do("push", event=event, payload=payload)

    def cut(self) -> None:
        """Enter a tunnel: nothing comes, and what was on its way is lost."""
        self.is_cut = True
        self.late_pushes.clear()
        self._bring_late(LOST)
        self.page.do("cut")

    def mend(self) -> None:
        """Leave it."""
        if self.is_cut:
            self.is_cut = False
            self.socket.heard()
            self.page.do("back")

    def rest(self) -> None:
        """Let everything come right: the line is there, and time passes."""
        self.is_bad = False
        self.mend()
        self._bring_late(None)
        for _ in range(2):
            self.hear()
            self.page.do("tick")

    def act(self, posts_there: list[int]) -> None:
        """Do something with one's own hands: write, like, say what helped."""
        if self.chance.random() < 0.6:
            parent = self.chance.choice([*posts_there, "", ""])
            self.written += 1
            self.page.do("write", text=f"Écrit ici {self.written}", parent=str(parent))
        else:
            kind = self.chance.choice(["like", "helped"])
            self.page.do("press", post=self.chance.choice(posts_there), kind=kind)

    def _serve(self, asked: Message) -> Message | None:
        """Answer what the page asks for; on a bad line perhaps later, or never."""
        if self.is_cut:
            return LOST
        is_get = asked["method"] == "GET"
        if self.is_bad and self.chance.random() < 0.1:
            if not is_get and self.chance.random() < 0.5:
                self._answer(asked)  # it arrived, and nobody heard
            return LOST
        answer = self._answer(asked)
        if self.is_bad and is_get and self.chance.random() < 0.2:
            self.late_answers.append((asked["ask"], answer))
            return None
        return answer

    def _answer(self, asked: Message) -> Message:
        """Ask the application."""
        answer = self.client.open(
            asked["address"].removeprefix(SITE),
            method=asked["method"],
            data=dict(asked["fields"]),
            headers=asked["headers"],
            follow_redirects=True,
        )
        assert answer.status_code < 500, answer.text
        return {
            "status": answer.status_code,
            "text": answer.text,
            "url": answer.request.url,
            "redirected": bool(answer.history),
        }

    def _bring_late(self, instead: Message | None) -> None:
        """Let answers come that were on their way."""
        late, self.late_answers = self.late_answers, []
        for number, answer in late:
            self.page.bring(number, instead or answer)
        if late:
            self.page.do("tick", milliseconds=1)


class Life:
    """A thread, and what people do in it elsewhere."""

    def __init__(self, people: dict[str, Account], chance: Chance, kind: str) -> None:
        """Open a thread."""
        self._people, self._chance = people, chance
        group = make_group(members=tuple(people.values()))
        self.thread_id = make_thread(author=people["asker"], group=group, kind=kind)
        self._words = 0

    @property
    def topic(self) -> str:
        """What its readers watch."""
        return topic_of(self.thread_id)

    @property
    def url(self) -> str:
        """Where they read it."""
        return find_visible_threads(GUEST, [self.thread_id], "forum")[self.thread_id].url

    def posts(self) -> list[int]:
        """Return the posts that are shown, the opening first."""
        wanted = sa.select(Post.id).where(
            Post.thread_id == self.thread_id, Post.deleted_at.is_(None)
        )
        return list(db.session.scalars(wanted.order_by(Post.number)))

    def go_on(self) -> None:
        """Let somebody do something; what they may not do, they do not."""
        acts: list[tuple[Callable[[], Any], int]] = [
            (self._reply, 8),
            (self._edit, 2),
            (self._delete, 3),
            (self._choose, 2),
            (self._help, 3),
            (self._like, 2),
            (self._moderate, 1),
            (self._check, 4),
        ]
        (act,) = self._chance.choices(*zip(*acts, strict=True))
        try:
            act()
        except DomainError:
            db.session.rollback()

    def _somebody(self) -> Account:
        return self._people[self._chance.choice(PEOPLE)]

    def _reply(self) -> None:
        self._words += 1
        parent = self._chance.choice([*self.posts(), None, None])
        said = f"Réponse {self._words}"
        posts.post_reply(seen_by(self._somebody()), self.thread_id, body=said, parent_id=parent)

    def _edit(self) -> None:
        self._words += 1
        post = db.session.get_one(Post, self._chance.choice(self.posts()))
        editor, said = seen_by(self._people["moderator"]), f"Corrigé {self._words}"
        if post.number == 1:
            title = f"Qui prête une salle {self._words} ?"
            edit_question(editor, post.id, title=title, body=said, tags="salle")
        else:
            posts.edit_post(editor, post.id, body=said)

    def _delete(self) -> None:
        if len(there := self.posts()) > 1:
            gone = self._chance.choice(there[1:])
            removals.delete_post(seen_by(self._people["moderator"]), gone, reason=REASON)

    def _choose(self) -> None:
        asker = seen_by(self._people["asker"])
        if self._chance.random() < 0.3:
            answers.clear_solution(asker, self.thread_id)
        else:
            answers.accept_answer(asker, self.thread_id, self._chance.choice(self.posts()))

    def _help(self) -> None:
        act = self._chance.choice([answers.mark_helpful] * 3 + [answers.unmark_helpful])
        act(seen_by(self._somebody()), self._chance.choice(self.posts()))

    def _like(self) -> None:
        act = self._chance.choice([likes.like, likes.like, likes.unlike])
        act(seen_by(self._somebody()), SubjectRef(POST, self._chance.choice(self.posts())))

    def _check(self) -> None:
        thread, helper = db.session.get_one(Thread, self.thread_id), seen_by(self._somebody())
        question = forum_thread(self.thread_id)
        if thread.featured_id is None:
            self._choose()
        elif question.check_asked_at is None and question.outdated_at is None:
            let_check_come(self.thread_id)
            ask_for_checks()
        elif self._chance.random() < 0.5:
            on = clock.now() + timedelta(days=self._chance.choice([30, 365]))
            checks.confirm_solution(helper, self.thread_id, next_on=on)
        elif question.outdated_at is None:
            checks.mark_outdated(helper, self.thread_id, reason=f"Changé {self._words}")
        else:
            checks.restore_solution(helper, self.thread_id)

    def _moderate(self) -> None:
        moderator = seen_by(self._people["moderator"])
        act = self._chance.choice([moderation.close, moderation.reopen, moderation.pin])
        if act is moderation.close:
            moderation.close(moderator, self.thread_id, reason="Déjà dit")
        else:
            act(moderator, self.thread_id)
