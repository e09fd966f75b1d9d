"""What a story is called. Those told before are called by their first line."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013_telling"
down_revision = "0012_takeaways"
branch_labels = None
depends_on = None

LONGEST = 60

story_revision = sa.table(
    "story_revision",
    sa.column("story_id", sa.Uuid()),
    sa.column("number", sa.Integer()),
    sa.column("title", sa.Text()),
    sa.column("text", sa.Text()),
)


def upgrade() -> None:
    op.add_column("story_revision", sa.Column("title", sa.Text(), nullable=True))
    one, connection = story_revision.c, op.get_bind()
    rows = connection.execute(sa.select(one.story_id, one.number, one.text)).all()
    for story_id, number, text in rows:
        connection.execute(
            story_revision.update()
            .where(one.story_id == story_id, one.number == number)
            .values(title=_first_line(text))
        )
    with op.batch_alter_table("story_revision") as batch:
        batch.alter_column("title", existing_type=sa.Text(), nullable=False)


def downgrade() -> None:
    op.drop_column("story_revision", "title")


def _first_line(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
