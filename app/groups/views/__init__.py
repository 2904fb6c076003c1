"""The pages of groups. The page of one group, which shows threads too, belongs to `home`."""

from app.groups.views import join_requests, lists, members, memberships, settings
from app.groups.views.blueprint import pages

__all__ = ["join_requests", "lists", "members", "memberships", "pages", "settings"]
