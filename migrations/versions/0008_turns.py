"""Turns at a table, written rounds, decks of one's own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008_turns"
down_revision = "0007_room"
branch_labels = None
depends_on = None


def upgrade() -> None:
    no = sa.false()
    op.add_column("check_in", sa.Column("listens", sa.Boolean(), nullable=False, server_default=no))
    op.add_column("seat", sa.Column("listens", sa.Boolean(), nullable=False, server_default=no))
    op.add_column("seat", sa.Column("spoke", sa.Integer(), nullable=True))
    op.add_column("round_table", sa.Column("turn_id", sa.Uuid(), nullable=True))
    op.add_column("round_table", sa.Column("turn_left", sa.Integer(), nullable=True))
    op.add_column("talk", sa.Column("writes", sa.Boolean(), nullable=False, server_default=no))
    op.add_column(
        "round_table", sa.Column("writes", sa.Boolean(), nullable=False, server_default=no)
    )
    op.add_column("round_table", sa.Column("open_card", sa.Integer(), nullable=True))
    op.add_column("round_table", sa.Column("words", sa.Text(), nullable=True))
    op.create_table(
        "written",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("table_id", sa.Uuid(), nullable=False),
        sa.Column("card", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_written_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["table_id"], ["round_table.id"], name="fk_written_table_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_written"),
        sa.UniqueConstraint(
            "table_id", "card", "person_id", name="uq_written_table_id_card_person_id"
        ),
    )
    op.create_index("ix_written_person_id", "written", ["person_id"])
    op.add_column("talk", sa.Column("own_deck", sa.JSON(), nullable=True))
    op.create_table(
        "deck",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=180), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("in_order", sa.Boolean(), nullable=False),
        sa.Column("prompts", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference"], ["conference.slug"], name="fk_deck_conference", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_deck"),
    )
    op.create_index("ix_deck_conference", "deck", ["conference"])


def downgrade() -> None:
    op.drop_table("deck")
    op.drop_column("talk", "own_deck")
    op.drop_table("written")
    op.drop_column("round_table", "words")
    op.drop_column("round_table", "open_card")
    op.drop_column("round_table", "writes")
    op.drop_column("talk", "writes")
    op.drop_column("round_table", "turn_left")
    op.drop_column("round_table", "turn_id")
    op.drop_column("seat", "spoke")
    op.drop_column("seat", "listens")
    op.drop_column("check_in", "listens")
