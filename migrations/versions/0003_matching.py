"""Waves."""

from __future__ import annotations

revision = "0003_matching"
down_revision = "0002_stories"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
