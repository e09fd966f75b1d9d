"""Photos beside stories."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014_photos"
down_revision = "0013_telling"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "person_id"],
            ["person.conference", "person.id"],
            name="fk_photo_conference_person_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_photo"),
    )
    op.create_index("ix_photo_person_id", "photo", ["person_id"])
    op.create_table(
        "photo_size",
        sa.Column("photo_id", sa.Uuid(), nullable=False),
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("webp", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name="fk_photo_size_photo_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("photo_id", "size", name="pk_photo_size"),
    )
    with op.batch_alter_table("story_revision") as batch:
        batch.add_column(sa.Column("photo_id", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("photo_alt", sa.Text(), nullable=True))
        batch.add_column(sa.Column("photo_width", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("photo_height", sa.Integer(), nullable=True))
        batch.create_foreign_key("fk_story_revision_photo_id", "photo", ["photo_id"], ["id"])
        batch.create_index("ix_story_revision_photo_id", ["photo_id"])


def downgrade() -> None:
    with op.batch_alter_table("story_revision") as batch:
        batch.drop_index("ix_story_revision_photo_id")
        batch.drop_constraint("fk_story_revision_photo_id", type_="foreignkey")
        batch.drop_column("photo_height")
        batch.drop_column("photo_width")
        batch.drop_column("photo_alt")
        batch.drop_column("photo_id")
    op.drop_table("photo_size")
    op.drop_table("photo")
