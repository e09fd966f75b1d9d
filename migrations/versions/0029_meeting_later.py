"""Two people may meet later: a place and a time that one proposes and the other agrees to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029_meeting_later"
down_revision = "0028_meeting_now"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("place", sa.String(length=180), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
        sa.ForeignKeyConstraint(
            ["conference", "one_id"],
            ["person.conference", "person.id"],
            name="fk_appointment_conference_one_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["conference", "other_id"],
            ["person.conference", "person.id"],
            name="fk_appointment_conference_other_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_appointment_one_id", "appointment", ["one_id"])
    op.create_index("ix_appointment_other_id", "appointment", ["other_id"])


def downgrade() -> None:
    op.drop_table("appointment")
