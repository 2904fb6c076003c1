"""What people do with groups."""

from app.groups.services.joining import join_if_open

__all__ = ["join_if_open"]
