"""What processes must not miss of each other, for as long as one may have to look for it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Id, UtcMoment


class Invalidation(Base):
    """One thing that other processes must forget, or take away, now that something has changed."""

    __tablename__ = "invalidations"
    __table_args__ = ({"sqlite_autoincrement": True},)  # a number that was seen never comes again

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(sa.String(30))
    """Which message of the bus it is (`app.live.nodes.setup`)."""
    data: Mapped[str] = mapped_column(sa.Text)
    """What the message carries, as JSON."""
    made_at: Mapped[datetime] = mapped_column(UtcMoment(), index=True)
