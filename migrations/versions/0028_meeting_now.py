"""Two people may meet now, at one of the places that the conference names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028_meeting_now"
down_revision = "0026_never"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "conference",
        sa.Column("meeting_places", sa.JSON(), nullable=False, server_default="[]"),
    )
    op.create_table(
        "meet_now",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=180), nullable=True),
        sa.Column("sign", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_meet_now"),
        sa.ForeignKeyConstraint(
            ["conference", "by_id"],
            ["person.conference", "person.id"],
            name="fk_meet_now_conference_by_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["conference", "to_id"],
            ["person.conference", "person.id"],
            name="fk_meet_now_conference_to_id",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("conference", "sign", name="uq_meet_now_conference_sign"),
    )
    op.create_index("ix_meet_now_by_id", "meet_now", ["by_id"])
    op.create_index("ix_meet_now_to_id", "meet_now", ["to_id"])


def downgrade() -> None:
    op.drop_table("meet_now")
    op.drop_column("conference", "meeting_places")
