"""Makers of rows for tests: plain typed functions, keyword arguments, none of them required."""

from tests.factories.accounts import make_account, seen_by

__all__ = ["make_account", "seen_by"]
