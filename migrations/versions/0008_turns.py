"""Turns at a table, written rounds, decks of one's own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008_turns"
down_revision = "0007_room"
branch_labels = None
depends_on = None


def upgrade() -> None:
    no = sa.false()
    op.add_column("check_in", sa.Column("listens", sa.Boolean(), nullable=False, server_default=no))
    op.add_column("seat", sa.Column("listens", sa.Boolean(), nullable=False, server_default=no))
    op.add_column("seat", sa.Column("spoke", sa.Integer(), nullable=True))
    op.add_column("round_table", sa.Column("turn_id", sa.Uuid(), nullable=True))
    op.add_column("round_table", sa.Column("turn_left", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("round_table", "turn_left")
    op.drop_column("round_table", "turn_id")
    op.drop_column("seat", "spoke")
    op.drop_column("seat", "listens")
    op.drop_column("check_in", "listens")
