"""Whoever loses a group hears not one more word of it, at once."""

from flask.testing import FlaskClient

from app.groups import services
from app.groups.enums import Visibility
from app.groups.services import Removal
from app.groups.shapes import GroupTerms
from tests.conftest import ClientFor
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_thread
from tests.factories.groups import make_group
from tests.sockets import Socket, SocketFor


def _posts(socket: Socket) -> list[str]:
    """Return what was heard of posts; the decision itself is told as a notice."""
    return [name for name, _payload in socket.heard() if name.startswith("post.")]


def _answer(client: FlaskClient, thread_id: int) -> None:
    """Say something in a thread."""
    answer = client.post(f"/questions/{thread_id}/reponses", data={"body": "Entre nous."})
    assert answer.status_code == 303


def test_who_is_removed_or_leaves_hears_no_more(client_for: ClientFor, socket_for: SocketFor):
    owner, removed, leaving, staying = (make_account() for _number in range(4))
    group = make_group(visibility="members", owner=owner, members=(removed, leaving, staying))
    thread_id = make_thread(group=group)
    topic = f"forum.thread:{thread_id}"
    sockets = [socket_for(account, watching=topic) for account in (removed, leaving, staying)]
    services.remove_member(seen_by(owner), group.id, removed.id, Removal(reason="Publicité"))
    services.leave(seen_by(leaving), group.id)
    _answer(client_for(owner), thread_id)
    assert [_posts(socket) for socket in sockets] == [[], [], ["post.added"]]
    assert not sockets[0].ask("watch", {"topic": topic})


def test_when_a_group_closes_strangers_hear_no_more(client_for: ClientFor, socket_for: SocketFor):
    owner, stranger, member = make_account(), make_account(), make_account()
    group = make_group(owner=owner, members=(member,))
    thread_id = make_thread(group=group)
    topic = f"forum.thread:{thread_id}"
    outside, inside = (socket_for(account, watching=topic) for account in (stranger, member))
    terms = GroupTerms(name="Cuivres", purpose="Jouer.", visibility=Visibility.MEMBERS)
    services.change_group(seen_by(owner), group.id, terms)
    _answer(client_for(owner), thread_id)
    assert (_posts(outside), _posts(inside)) == ([], ["post.added"])
