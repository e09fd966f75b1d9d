"""The screens and their keys, and how the room got here."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018_screen_keys"
down_revision = "0017_after_publication"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drawing",
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("drawn", sa.JSON(), nullable=True),
        sa.Column("counted", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference"],
            ["conference.slug"],
            name="fk_drawing_conference",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conference", name="pk_drawing"),
    )
    op.create_table(
        "screen_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=180), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conference"],
            ["conference.slug"],
            name="fk_screen_key_conference",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_screen_key_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_screen_key"),
        sa.UniqueConstraint("person_id", name="uq_screen_key_person_id"),
        sa.UniqueConstraint("token_hash", name="uq_screen_key_token_hash"),
    )
    op.create_index("ix_screen_key_conference", "screen_key", ["conference"])


def downgrade() -> None:
    op.drop_table("screen_key")
    op.drop_table("drawing")
