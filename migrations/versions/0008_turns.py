"""Turns at a table, written rounds, decks of one's own."""

from __future__ import annotations

revision = "0008_turns"
down_revision = "0007_room"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
