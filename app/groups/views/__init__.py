"""The pages of groups. The page of one group, which shows threads too, belongs to `home`."""

from app.groups.views import asking, doors, lists, members, settings
from app.groups.views.blueprint import pages

__all__ = ["asking", "doors", "lists", "members", "pages", "settings"]
