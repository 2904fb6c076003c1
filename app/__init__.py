"""Entraide, the community platform of associations."""

from app.factory import create_app

__all__ = ["create_app"]
