"""What happens between people is counted, without whom: waves, and what comes of asking."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031_tally"
down_revision = "0027_openness"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tally_stroke",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tally_stroke"),
        sa.ForeignKeyConstraint(
            ["conference"],
            ["conference.slug"],
            name="fk_tally_stroke_conference",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_tally_stroke_conference", "tally_stroke", ["conference", "what"])


def downgrade() -> None:
    op.drop_table("tally_stroke")
