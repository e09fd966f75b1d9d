"""What is noticed in a text is kept beside its review, and what a conference wants noticed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020_flags"
down_revision = "0023_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("review", sa.Column("flags", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column(
        "review", sa.Column("flagged", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "flagging",
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("passes", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference"],
            ["conference.slug"],
            name="fk_flagging_conference",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conference", name="pk_flagging"),
    )


def downgrade() -> None:
    op.drop_table("flagging")
    op.drop_column("review", "flagged")
    op.drop_column("review", "flags")
