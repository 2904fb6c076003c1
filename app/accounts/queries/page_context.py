"""What stands around every page of a member because of their account."""

from collections.abc import Mapping

from app.core.viewer import Viewer


def around_members(viewer: Viewer) -> Mapping[str, object]:
    """Tell whether the banner that asks to confirm the address is to be shown. No query."""
    return {"is_to_confirm": not viewer.is_confirmed}
