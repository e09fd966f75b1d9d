"""The room as it is: table numbers, locks, people who rather not share a table, the talk's log."""

from __future__ import annotations

revision = "0007_room"
down_revision = "0006_conducting"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
