"""The card of the search room."""

from app.core.events import SubjectRemoved, during
from app.core.rooms import Room
from app.search import cli, listeners

room = Room(
    name="search",
    listens=(during(SubjectRemoved, listeners.forget),),
    commands=(cli.commands,),
)
