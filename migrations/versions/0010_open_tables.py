"""Tables that anyone starts: what each is called, and whose it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010_open_tables"
down_revision = "0009_modes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("talk", sa.Column("code", sa.String(length=24), nullable=True))
    op.add_column("talk", sa.Column("by_id", sa.Uuid(), nullable=True))
    op.create_index("ix_talk_conference_code", "talk", ["conference", "code"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_talk_conference_code", table_name="talk")
    op.drop_column("talk", "by_id")
    op.drop_column("talk", "code")
