"""A contract for import-linter: some files of a room are nobody else's business.

The library's own `protected` contract would need one per room, and would know nothing of the
room that somebody adds tomorrow. This one says it once for all rooms.
"""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

_ROOM_PARTS = 2
"""`app.likes.models` belongs to the room `app.likes`: its first two parts."""


class PrivateToItsRoom(Contract):
    """Modules of these names are imported from inside their own room only."""

    floors: Any = fields.ListField(subfield=fields.StringField())
    private: Any = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - the library's signature
        """Collect every import of a private module from outside its room."""
        broken = [
            f"{importer} -> {imported} (l.{_line(graph, importer, imported)})"
            for imported in sorted(graph.modules)
            if self._is_private(imported)
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if _room(importer) != _room(imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say who imports what."""
        for line in check.metadata["broken"]:
            output.print_error(f"- {line}", bold=False)

    def _is_private(self, module: str) -> bool:
        """Tell whether the module, or the package it is in, has a private name."""
        parts = module.split(".")
        is_in_room = len(parts) > _ROOM_PARTS and ".".join(_room(module)) not in self.floors
        return is_in_room and parts[0] == "app" and parts[_ROOM_PARTS] in self.private


def _room(module: str) -> list[str]:
    """Return the room of a module, as the first parts of its name."""
    return module.split(".")[:_ROOM_PARTS]


def _line(graph: ImportGraph, importer: str, imported: str) -> int:
    """Return the line of the import."""
    details = graph.get_import_details(importer=importer, imported=imported)
    return details[0]["line_number"]
