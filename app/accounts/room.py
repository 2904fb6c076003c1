"""The card of the accounts room."""

from app.accounts.login import init_login
from app.core.rooms import Room

room = Room(name="accounts", prepares=(init_login,))
