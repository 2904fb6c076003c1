"""The table of files."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Id, Moment


class File(Base):
    """A picture on disk, whose name is its token. Without its row nobody sees it."""

    __tablename__ = "files"
    __table_args__ = (sa.Index("ix_files_subject", "subject_kind", "subject_id"),)

    id: Mapped[Id]
    token: Mapped[str] = mapped_column(sa.String(60), unique=True)
    """Drawn at random: an address that cannot be guessed."""
    account_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="SET NULL"), index=True
    )
    """Who sent it; `None` once that account is gone."""
    purpose: Mapped[str] = mapped_column(sa.String(10))
    mimetype: Mapped[str] = mapped_column(sa.String(40))
    width: Mapped[int]
    height: Mapped[int]
    size_bytes: Mapped[int]
    subject_kind: Mapped[str | None] = mapped_column(sa.String(40))
    """What it belongs to; `None` while it waits to be used. Then only its sender sees it."""
    subject_id: Mapped[int | None]
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment | None] = mapped_column(index=True)
    """When it goes if it is not used; `None` once it is."""
