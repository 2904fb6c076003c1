"""The card of the home room."""

from app.core.rooms import Room
from app.home.views import pages

room = Room(name="home", pages=pages)
