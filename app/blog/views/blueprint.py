"""The blueprint of the room."""

from flask import Blueprint

pages = Blueprint("blog", __name__)
