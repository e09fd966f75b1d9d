"""How open somebody is to be met, until when they pause, and waves kept until they are back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027_openness"
down_revision = "0029_meeting_later"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "person",
        sa.Column("openness", sa.String(length=24), nullable=False, server_default="come-and-talk"),
    )
    op.add_column("person", sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "wave", sa.Column("kept", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    op.drop_column("wave", "kept")
    op.drop_column("person", "paused_until")
    op.drop_column("person", "openness")
