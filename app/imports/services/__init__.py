"""What an import does."""

from app.imports.services.runs import import_dump

__all__ = ["import_dump"]
