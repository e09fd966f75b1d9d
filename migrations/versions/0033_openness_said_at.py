"""When somebody said how open they are: what was said earlier and arrives later counts no more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033_openness_said_at"
down_revision = "0030_suggested_pairs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "person", sa.Column("openness_said_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    op.drop_column("person", "openness_said_at")
