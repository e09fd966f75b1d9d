"""Deciding: who reads what, how long anybody is to wait, and how what is approved is shown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016_deciding"
down_revision = "0015_search"
branch_labels = None
depends_on = None

SHOWINGS = [("story", "showing"), ("decision", "showing_before")]


def upgrade() -> None:
    op.add_column(
        "conference",
        sa.Column("review_within", sa.Integer(), nullable=False, server_default=sa.text("5")),
    )
    publishing = sa.Column(
        "publishing", sa.String(length=24), nullable=False, server_default="read-first"
    )
    op.add_column("conference", publishing)
    for table, name in SHOWINGS:
        as_wished = sa.Column(
            name, sa.String(length=24), nullable=False, server_default="as-wished"
        )
        op.add_column(table, as_wished)
    op.add_column("review", sa.Column("claimed_by_id", sa.Uuid(), nullable=True))
    op.add_column("review", sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("review", "claimed_until")
    op.drop_column("review", "claimed_by_id")
    for table, name in reversed(SHOWINGS):
        op.drop_column(table, name)
    op.drop_column("conference", "publishing")
    op.drop_column("conference", "review_within")
