"""A conductor's announcement, and what an undo goes back to."""

from __future__ import annotations

revision = "0006_conducting"
down_revision = "0005_screen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
