"""People may be free now, and be invited to a talk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032_free_now"
down_revision = "0031_tally"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "free_now",
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("conference", "person_id", name="pk_free_now"),
        sa.ForeignKeyConstraint(
            ["conference", "person_id"],
            ["person.conference", "person.id"],
            name="fk_free_now_conference_person_id",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "invitation",
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("talk_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("talk_id", "person_id", name="pk_invitation"),
        sa.ForeignKeyConstraint(
            ["conference", "talk_id"],
            ["talk.conference", "talk.id"],
            name="fk_invitation_conference_talk_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["conference", "person_id"],
            ["person.conference", "person.id"],
            name="fk_invitation_conference_person_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_invitation_person_id", "invitation", ["person_id"])


def downgrade() -> None:
    op.drop_table("invitation")
    op.drop_table("free_now")
