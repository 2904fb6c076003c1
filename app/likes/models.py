"""The table of likes."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import AccountId, Base, Id, Moment
from app.core.subjects import KIND_LENGTH


class Like(Base):
    """One person likes one subject. No row means no like; nothing in between."""

    __tablename__ = "likes"
    __table_args__ = (
        sa.UniqueConstraint("subject_kind", "subject_id", "account_id"),
        sa.Index("ix_likes_mine", "account_id", "subject_kind", "subject_id"),
    )

    id: Mapped[Id]
    subject_kind: Mapped[str] = mapped_column(sa.String(KIND_LENGTH))
    subject_id: Mapped[int]
    account_id: Mapped[AccountId]
    created_at: Mapped[Moment]
