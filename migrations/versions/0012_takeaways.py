"""What tables take away from a talk."""

from __future__ import annotations

revision = "0012_takeaways"
down_revision = "0011_needs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
