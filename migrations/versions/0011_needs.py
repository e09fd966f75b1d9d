"""What people need to sit well, and what tables offer."""

from __future__ import annotations

revision = "0011_needs"
down_revision = "0010_open_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
