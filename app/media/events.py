"""What happens to pictures."""

from dataclasses import dataclass

from app.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStored(Event):
    """Somebody has sent a picture; it belongs to nothing yet."""

    file_id: int
    account_id: int
