"""Who does not want to be seen is not, from that moment."""

from app.accounts import services as accounts
from app.live import services
from app.live.nodes.node import Node
from app.live.subscriptions import handlers, topics
from app.web.current_viewer import viewer
from tests.factories import make_account, seen_by


def _choose(account, *, shows_presence):
    accounts.choose_preferences(
        seen_by(account),
        language="",
        theme="",
        accepts_letters=False,
        shows_presence=shows_presence,
    )


def test_who_hides_is_counted_no_more_and_counted_again(socket_for, place, node):
    member = make_account()
    socket_for(member, watching=place.topic)
    reading = socket_for(make_account(), watching=place.topic)
    for shows in (True, False, True):
        _choose(member, shows_presence=shows)
        node.show_company()
    counts = [data["count"] for name, data in reading.heard() if name == "readers"]
    assert counts == [2, 1, 2]


def test_who_hides_is_not_seen_writing_and_still_sees(socket_for, place, node):
    hidden, other = make_account(), make_account(display_name="Léa")
    _choose(hidden, shows_presence=False)
    mine, theirs = (socket_for(one, watching=place.topic) for one in (hidden, other))
    mine.emit("typing", {"topic": place.topic})
    theirs.emit("typing", {"topic": place.topic})
    node.show_company()
    assert [data.get("names") for name, data in mine.heard() if name == "typing"] == [["Léa"]]
    assert theirs.heard() == [("readers", {"topic": place.topic, "count": 1})]


def test_who_hides_while_coming_in_is_hidden(socket_for, node, monkeypatch):
    member = make_account()

    def known_a_moment_ago():
        looking = viewer()
        _choose(member, shows_presence=False)
        return looking

    monkeypatch.setattr(handlers, "viewer", known_a_moment_ago)
    socket_for(member)
    assert [one.is_hidden for one in node.connections.all()] == [True]


def test_who_hides_while_they_are_asked_for_again_is_hidden(socket_for, node, monkeypatch):
    member = make_account()
    socket_for(member)
    ask, choices = Node.viewer_behind, [False]

    def known_a_moment_ago(node, connection):
        looking = ask(node, connection)
        while choices:
            _choose(member, shows_presence=choices.pop())
        return looking

    monkeypatch.setattr(Node, "viewer_behind", known_a_moment_ago)
    topics.compare_people(node, 0, 1)
    assert [one.is_hidden for one in node.connections.all()] == [True]


def test_the_choice_stands_in_the_preferences(client_for, place, socket_for):
    member = make_account()
    client = client_for(member)
    assert 'name="show_presence"' in client.get("/parametres/preferences").text
    socket_for(member, watching=place.topic)
    assert services.readers(place.topic) == 1
    client.post("/parametres/preferences", data={"language": "", "theme": ""})
    assert services.readers(place.topic) == 0
    client.post("/parametres/preferences", data={"show_presence": "y"})
    assert services.readers(place.topic) == 1
