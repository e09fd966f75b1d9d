"""Who is suggested to whom is kept: a mutual plan instead of a search by each for themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030_suggested_pairs"
down_revision = "0032_free_now"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "suggested_pair",
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resting", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("conference", "one_id", "other_id", name="pk_suggested_pair"),
        sa.ForeignKeyConstraint(
            ["conference", "one_id"],
            ["person.conference", "person.id"],
            name="fk_suggested_pair_conference_one_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["conference", "other_id"],
            ["person.conference", "person.id"],
            name="fk_suggested_pair_conference_other_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_suggested_pair_other_id", "suggested_pair", ["other_id"])
    op.create_table(
        "weighed",
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("price", sa.Double(), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("conference", "person_id", name="pk_weighed"),
        sa.ForeignKeyConstraint(
            ["conference", "person_id"],
            ["person.conference", "person.id"],
            name="fk_weighed_conference_person_id",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "making",
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("conference", name="pk_making"),
        sa.ForeignKeyConstraint(
            ["conference"], ["conference.slug"], name="fk_making_conference", ondelete="CASCADE"
        ),
    )
    op.execute(
        "INSERT INTO due_work (conference, kind, key, at, attempts)"
        " SELECT slug, 'matching.lists', slug, CURRENT_TIMESTAMP, 0 FROM conference"
    )


def downgrade() -> None:
    op.execute("DELETE FROM due_work WHERE kind = 'matching.lists'")
    for table in ("making", "weighed", "suggested_pair"):
        op.drop_table(table)
