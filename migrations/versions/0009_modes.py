"""Who sits with whom in a talk, and at how many tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009_modes"
down_revision = "0008_turns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "talk", sa.Column("mode", sa.String(length=24), nullable=False, server_default="rotate")
    )
    op.add_column("talk", sa.Column("tables", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("talk", "tables")
    op.drop_column("talk", "mode")
