"""Tables that anyone starts."""

from __future__ import annotations

revision = "0010_open_tables"
down_revision = "0009_modes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
