"""A wave may be about a story: its author is asked to tell more of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021_tell_me_more"
down_revision = "0019_meetings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("wave") as wave:
        wave.add_column(sa.Column("story_id", sa.Uuid(), nullable=True))
        wave.create_foreign_key(
            "fk_wave_story_id", "story", ["story_id"], ["id"], ondelete="SET NULL"
        )
        wave.create_index("ix_wave_story_id", ["story_id"])


def downgrade() -> None:
    with op.batch_alter_table("wave") as wave:
        wave.drop_index("ix_wave_story_id")
        wave.drop_constraint("fk_wave_story_id", type_="foreignkey")
        wave.drop_column("story_id")
