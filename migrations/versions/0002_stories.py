"""Stories, their revisions and reviews."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_stories"
down_revision = "0001_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=24), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "author_id"],
            ["person.conference", "person.id"],
            name="fk_review_conference_author_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
        sa.UniqueConstraint(
            "conference",
            "subject_kind",
            "subject_id",
            name="uq_review_conference_subject_kind_subject_id",
        ),
    )
    op.create_index("ix_review_author_id", "review", ["author_id"], unique=False)
    op.create_index(
        "ix_review_conference_waiting_since",
        "review",
        ["conference", "waiting", "since"],
        unique=False,
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("live_before", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conference", "by_id"],
            ["person.conference", "person.id"],
            name="fk_decision_conference_by_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name="fk_decision_review_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_index("ix_decision_by_id", "decision", ["by_id"], unique=False)
    op.create_index("ix_decision_review_id", "decision", ["review_id"], unique=False)
    op.create_table(
        "story",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("background", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.Column("live", sa.Integer(), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conference", "person_id"],
            ["person.conference", "person.id"],
            name="fk_story_conference_person_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
        sa.UniqueConstraint("conference", "id", name="uq_story_conference_id"),
        sa.UniqueConstraint(
            "conference", "person_id", "background", name="uq_story_conference_person_id_background"
        ),
        sa.UniqueConstraint("conference", "place", name="uq_story_conference_place"),
    )
    op.create_index("ix_story_person_id", "story", ["person_id"], unique=False)
    op.create_table(
        "story_revision",
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=True),
        sa.Column("draft_of", sa.Uuid(), nullable=True),
        sa.Column("background", sa.String(length=24), nullable=False),
        sa.Column("opening", sa.String(length=24), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_accident", sa.String(length=24), nullable=False),
        sa.Column("shown_on", sa.String(length=24), nullable=False),
        sa.Column("reach", sa.String(length=24), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_story_revision_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", "number", name="pk_story_revision"),
    )
    op.create_table(
        "same_here",
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "person_id"],
            ["person.conference", "person.id"],
            name="fk_same_here_conference_person_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["conference", "story_id"],
            ["story.conference", "story.id"],
            name="fk_same_here_conference_story_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("story_id", "person_id", name="pk_same_here"),
    )
    op.create_index("ix_same_here_person_id", "same_here", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_same_here_person_id", table_name="same_here")
    op.drop_table("same_here")
    op.drop_table("story_revision")
    op.drop_index("ix_story_person_id", table_name="story")
    op.drop_table("story")
    op.drop_index("ix_decision_review_id", table_name="decision")
    op.drop_index("ix_decision_by_id", table_name="decision")
    op.drop_table("decision")
    op.drop_index("ix_review_conference_waiting_since", table_name="review")
    op.drop_index("ix_review_author_id", table_name="review")
    op.drop_table("review")
