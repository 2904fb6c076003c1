"""The blueprint that all pages of groups share, so that their names stay short."""

from flask import Blueprint

pages = Blueprint("groups", __name__, url_prefix="/groupes")
