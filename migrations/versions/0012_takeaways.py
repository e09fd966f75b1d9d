"""What tables take away from a talk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012_takeaways"
down_revision = "0011_needs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    no = sa.false()
    op.add_column("talk", sa.Column("collected", sa.Boolean(), nullable=False, server_default=no))
    op.create_table(
        "takeaway",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("table_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_takeaway_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["table_id"], ["round_table.id"], name="fk_takeaway_table_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_takeaway"),
        sa.UniqueConstraint("table_id", name="uq_takeaway_table_id"),
    )
    op.create_index("ix_takeaway_person_id", "takeaway", ["person_id"])


def downgrade() -> None:
    op.drop_table("takeaway")
    op.drop_column("talk", "collected")
