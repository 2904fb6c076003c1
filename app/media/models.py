"""The table of files."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import AccountIdOrNone, Base, Id, Moment
from app.core.subjects import KIND_LENGTH


class File(Base):
    """A picture on disk, whose name is its token. Without its row nobody sees it."""

    __tablename__ = "files"

    id: Mapped[Id]
    token: Mapped[str] = mapped_column(sa.String(60), unique=True)
    """Drawn at random: an address that cannot be guessed."""
    account_id: Mapped[AccountIdOrNone] = mapped_column(index=True)
    """Who sent it; `None` once that account is gone."""
    purpose: Mapped[str] = mapped_column(sa.String(10))
    mimetype: Mapped[str] = mapped_column(sa.String(40))
    width: Mapped[int]
    height: Mapped[int]
    size_bytes: Mapped[int]
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment | None] = mapped_column(index=True)
    """When it goes if nothing holds it; `None` once something did, and no draft shows it."""


class FileUse(Base):
    """A subject holds a picture: whoever may see one that does sees the picture."""

    __tablename__ = "file_uses"
    __table_args__ = (
        sa.UniqueConstraint("file_id", "subject_kind", "subject_id"),
        sa.Index("ix_file_uses_subject", "subject_kind", "subject_id"),
    )

    id: Mapped[Id]
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("files.id", ondelete="CASCADE"))
    subject_kind: Mapped[str] = mapped_column(sa.String(KIND_LENGTH))
    subject_id: Mapped[int]
