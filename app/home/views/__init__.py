"""The composed pages."""

from app.home.views import front, groups, health, house, metrics, people, search, week

pages = (
    front.pages,
    groups.pages,
    people.pages,
    search.pages,
    house.pages,
    health.pages,
    metrics.pages,
    week.pages,
)

__all__ = ["pages"]
