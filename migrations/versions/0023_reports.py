"""Everything that people write can be reported alike; a mute is told with its reason."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023_reports"
down_revision = "0021_tell_me_more"
branch_labels = None
depends_on = None

PERSON = sa.table("person", sa.column("muted", sa.Boolean()), sa.column("muted_because", sa.Text()))
WRITTEN = sa.table("written", sa.column("state", sa.String()), sa.column("hidden", sa.Boolean()))
REVIEW = sa.table("review", sa.column("subject_kind", sa.String()))
TAKEN_OFF = ("in-review", "sent-back", "closed")


def upgrade() -> None:
    no = sa.false()
    op.add_column("takeaway", sa.Column("hidden", sa.Boolean(), nullable=False, server_default=no))
    op.add_column("written", sa.Column("hidden", sa.Boolean(), nullable=False, server_default=no))
    op.add_column(
        "written", sa.Column("revision", sa.Integer(), nullable=False, server_default="1")
    )
    op.execute(WRITTEN.update().where(WRITTEN.c.state.in_(TAKEN_OFF)).values(hidden=True))
    op.execute(REVIEW.delete().where(REVIEW.c.subject_kind == "written"))
    op.drop_column("written", "state")
    op.add_column("person", sa.Column("muted_because", sa.Text(), nullable=True))
    op.add_column("person", sa.Column("appeal_answer", sa.Text(), nullable=True))
    op.execute(PERSON.update().where(PERSON.c.muted).values(muted_because=""))
    op.drop_column("person", "muted")


def downgrade() -> None:
    no = sa.false()
    op.add_column("person", sa.Column("muted", sa.Boolean(), nullable=False, server_default=no))
    op.execute(PERSON.update().where(PERSON.c.muted_because.is_not(None)).values(muted=True))
    op.drop_column("person", "appeal_answer")
    op.drop_column("person", "muted_because")
    op.add_column("written", sa.Column("state", sa.String(length=24), nullable=True))
    op.execute(WRITTEN.update().where(WRITTEN.c.hidden).values(state="closed"))
    op.drop_column("written", "revision")
    op.drop_column("written", "hidden")
    op.drop_column("takeaway", "hidden")
