"""Talks, rounds and seatings."""

from __future__ import annotations

revision = "0004_tables"
down_revision = "0003_matching"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
