"""The blueprint that all pages of the forum share, so that their names stay short."""

from flask import Blueprint

pages = Blueprint("forum", __name__)
