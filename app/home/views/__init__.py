"""The composed pages."""

from app.home.views import front, groups, health, house, people, search

pages = (front.pages, groups.pages, people.pages, search.pages, house.pages, health.pages)

__all__ = ["pages"]
