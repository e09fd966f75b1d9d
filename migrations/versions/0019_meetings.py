"""Who has met is written down table by table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019_meetings"
down_revision = "0018_screen_keys"
branch_labels = None
depends_on = None

TABLES = sa.table(
    "round_table",
    sa.column("talk_id", sa.Uuid()),
    sa.column("round", sa.Integer()),
    sa.column("met", sa.JSON()),
)
LOG = sa.table(
    "talk_entry",
    sa.column("talk_id", sa.Uuid()),
    sa.column("kind", sa.String()),
    sa.column("params", sa.JSON()),
)
WRITTEN_DOWN = {"new": 0, "again": 0}  # how many it were, the log says for the whole round


def upgrade() -> None:
    op.add_column("round_table", sa.Column("met", sa.JSON(), nullable=True))
    connection = op.get_bind()
    held = connection.execute(sa.select(LOG.c.talk_id, LOG.c.params).where(LOG.c.kind == "held"))
    for talk_id, params in held.all():
        of_round = TABLES.c.talk_id == talk_id, TABLES.c.round == params["round"]
        connection.execute(TABLES.update().where(*of_round).values(met=WRITTEN_DOWN))


def downgrade() -> None:
    op.drop_column("round_table", "met")
