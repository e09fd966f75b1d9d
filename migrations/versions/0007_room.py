"""The room as it is: table numbers, locks, people who rather not share a table, the talk's log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007_room"
down_revision = "0006_conducting"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("talk", sa.Column("largest", sa.Integer(), nullable=False, server_default="6"))
    op.add_column(
        "talk", sa.Column("first_table", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column("check_in", sa.Column("locked", sa.Integer(), nullable=True))
    with op.batch_alter_table("seat") as seat:
        seat.add_column(
            sa.Column("by_hand", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        seat.drop_constraint("pk_seat", type_="primary")
        seat.create_primary_key("pk_seat", ["talk_id", "round", "person_id", "table_id"])
    op.create_table(
        "talk_entry",
        sa.Column("talk_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["talk_id"], ["talk.id"], name="fk_talk_entry_talk_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("talk_id", "number", name="pk_talk_entry"),
    )
    op.create_table(
        "apart",
        sa.Column("talk_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["talk_id"], ["talk.id"], name="fk_apart_talk_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_apart_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["person.id"], name="fk_apart_other_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("talk_id", "person_id", "other_id", name="pk_apart"),
    )


def downgrade() -> None:
    op.drop_table("apart")
    op.drop_table("talk_entry")
    # Somebody who sat at two tables in one round keeps the chair they had last.
    op.execute("DELETE FROM seat WHERE until IS NOT NULL")
    with op.batch_alter_table("seat") as seat:
        seat.drop_constraint("pk_seat", type_="primary")
        seat.create_primary_key("pk_seat", ["talk_id", "round", "person_id"])
        seat.drop_column("by_hand")
    op.drop_column("check_in", "locked")
    op.drop_column("talk", "first_table")
    op.drop_column("talk", "largest")
