"""What an import does."""

from app.imports.services.blogs import import_export, import_folder
from app.imports.services.questions import import_dump

__all__ = ["import_dump", "import_export", "import_folder"]
