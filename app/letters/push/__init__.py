"""Notices that reach a device while the site is closed there: Web Push."""
