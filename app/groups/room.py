"""The card of the groups room."""

from app.core.rooms import Room

room = Room(name="groups")
