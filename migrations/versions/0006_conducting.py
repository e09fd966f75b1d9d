"""A conductor's announcement, and what an undo goes back to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006_conducting"
down_revision = "0005_screen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("talk_command", sa.Column("before", sa.JSON(), nullable=True))
    op.create_table(
        "talk_announcement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("talk_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["talk_id"], ["talk.id"], name="fk_talk_announcement_talk_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_talk_announcement"),
    )
    op.create_index("ix_talk_announcement_talk_id", "talk_announcement", ["talk_id"])


def downgrade() -> None:
    op.drop_table("talk_announcement")
    op.drop_column("talk_command", "before")
