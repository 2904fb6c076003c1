"""Pages of people: the door, their settings, and what others see of them."""

from app.accounts.views import links, passwords, people, settings, sign_in, sign_up
from app.accounts.views.blueprint import pages

__all__ = ["links", "pages", "passwords", "people", "settings", "sign_in", "sign_up"]
