"""The move to customer experience, how far an organisation is, who is open to colleagues."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024_on_the_move"
down_revision = "0020_flags"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("move", sa.String(length=24), nullable=True))
    op.add_column("person", sa.Column("maturity", sa.Integer(), nullable=True))
    op.add_column(
        "person",
        sa.Column("open_to_colleagues", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("person", "open_to_colleagues")
    op.drop_column("person", "maturity")
    op.drop_column("person", "move")
