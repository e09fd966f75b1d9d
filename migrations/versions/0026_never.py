"""People can put each other aside: for today, or never to be suggested to each other again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026_never"
down_revision = "0024_on_the_move"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "aside",
        sa.Column("conference", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conference", "by_id"],
            ["person.conference", "person.id"],
            name="fk_aside_conference_by_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["conference", "other_id"],
            ["person.conference", "person.id"],
            name="fk_aside_conference_other_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conference", "by_id", "other_id", name="pk_aside"),
    )
    op.create_index("ix_aside_other_id", "aside", ["other_id"])


def downgrade() -> None:
    op.drop_index("ix_aside_other_id", table_name="aside")
    op.drop_table("aside")
