"""Talks, who is checked in, and who sits where in which round."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_tables"
down_revision = "0003_matching"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "talk",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=180), nullable=False),
        sa.Column("deck", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(length=24), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_left", sa.Integer(), nullable=True),
        sa.Column("roster_version", sa.Integer(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference"],
            ["conference.slug"],
            name="fk_talk_conference",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_talk"),
        sa.UniqueConstraint("conference", "id", name="uq_talk_conference_id"),
    )
    op.create_table(
        "talk_command",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("talk_id", sa.Uuid(), nullable=False),
        sa.Column("move", sa.String(length=24), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["talk_id"], ["talk.id"], name="fk_talk_command_talk_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_talk_command"),
    )
    op.create_index("ix_talk_command_talk_id", "talk_command", ["talk_id"])
    op.create_table(
        "check_in",
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("talk_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "person_id"],
            ["person.conference", "person.id"],
            name="fk_check_in_conference_person_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["conference", "talk_id"],
            ["talk.conference", "talk.id"],
            name="fk_check_in_conference_talk_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("talk_id", "person_id", name="pk_check_in"),
    )
    op.create_index("ix_check_in_person_id", "check_in", ["person_id"])
    op.create_table(
        "round_table",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("talk_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("card", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["talk_id"], ["talk.id"], name="fk_round_table_talk_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_round_table"),
        sa.UniqueConstraint(
            "talk_id", "round", "number", name="uq_round_table_talk_id_round_number"
        ),
    )
    op.create_table(
        "seat",
        sa.Column("talk_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("table_id", sa.Uuid(), nullable=False),
        sa.Column("chair", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_seat_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["table_id"], ["round_table.id"], name="fk_seat_table_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["talk_id"], ["talk.id"], name="fk_seat_talk_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("talk_id", "round", "person_id", name="pk_seat"),
    )
    op.create_index("ix_seat_person_id", "seat", ["person_id"])
    op.create_index("ix_seat_table_id", "seat", ["table_id"])


def downgrade() -> None:
    for table in ("seat", "round_table", "check_in", "talk_command", "talk"):
        op.drop_table(table)
