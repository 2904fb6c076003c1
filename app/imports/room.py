"""The card of the imports room."""

from app.core.rooms import Room
from app.imports import cli

room = Room(name="imports", commands=(cli.import_qa, cli.import_articles, cli.import_wordpress))
"""Its tables come with `app.imports.models`, which the services import."""
