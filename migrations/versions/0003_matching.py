"""Waves, and which people somebody would like to be suggested."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_matching"
down_revision = "0002_stories"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wave",
        sa.Column("conference", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "by_id"],
            ["person.conference", "person.id"],
            name="fk_wave_conference_by_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["conference", "to_id"],
            ["person.conference", "person.id"],
            name="fk_wave_conference_to_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conference", "by_id", "to_id", name="pk_wave"),
    )
    op.create_index("ix_wave_to_id", "wave", ["to_id"])
    op.create_table(
        "preference",
        sa.Column("conference", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("intent", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "person_id"],
            ["person.conference", "person.id"],
            name="fk_preference_conference_person_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conference", "person_id", name="pk_preference"),
    )


def downgrade() -> None:
    op.drop_table("preference")
    op.drop_index("ix_wave_to_id", table_name="wave")
    op.drop_table("wave")
