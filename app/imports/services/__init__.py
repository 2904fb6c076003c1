"""What an import does."""

from app.imports.services.importing import import_dump

__all__ = ["import_dump"]
