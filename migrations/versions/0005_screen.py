"""The screen can be blanked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_screen"
down_revision = "0004_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "screen",
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("blank", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference"],
            ["conference.slug"],
            name="fk_screen_conference",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conference", name="pk_screen"),
    )


def downgrade() -> None:
    op.drop_table("screen")
