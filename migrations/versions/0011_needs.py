"""What people need to sit well, what tables offer, and stories that may come up as cards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011_needs"
down_revision = "0010_open_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_needs",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "person_id"],
            ["person.conference", "person.id"],
            name="fk_access_needs_conference_person_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name="pk_access_needs"),
    )
    op.create_index("ix_access_needs_conference", "access_needs", ["conference"])
    op.create_table(
        "table_offer",
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("offer", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference"],
            ["conference.slug"],
            name="fk_table_offer_conference",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conference", "number", "offer", name="pk_table_offer"),
    )
    no = sa.false()
    op.add_column("story", sa.Column("as_card", sa.Boolean(), nullable=False, server_default=no))
    op.add_column("check_in", sa.Column("told", sa.Boolean(), nullable=False, server_default=no))
    with op.batch_alter_table("round_table") as table:
        table.add_column(sa.Column("story_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            "fk_round_table_story_id", "story", ["story_id"], ["id"], ondelete="SET NULL"
        )
        table.create_index("ix_round_table_story_id", ["story_id"])


def downgrade() -> None:
    with op.batch_alter_table("round_table") as table:
        table.drop_index("ix_round_table_story_id")
        table.drop_constraint("fk_round_table_story_id", type_="foreignkey")
        table.drop_column("story_id")
    op.drop_column("check_in", "told")
    op.drop_column("story", "as_card")
    op.drop_table("table_offer")
    op.drop_index("ix_access_needs_conference", table_name="access_needs")
    op.drop_table("access_needs")
