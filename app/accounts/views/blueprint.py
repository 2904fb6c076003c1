"""The blueprint that all pages of people share, so that their names stay short."""

from flask import Blueprint

pages = Blueprint("accounts", __name__)
