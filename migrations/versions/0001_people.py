"""Conferences, people, streams and due work."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001_people"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conference",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=240), nullable=False),
        sa.Column("run_by", sa.String(length=240), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("deletes_on", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("backgrounds", sa.JSON(), nullable=False),
        sa.Column("joining", sa.String(length=24), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("token", sa.String(length=24), nullable=False),
        sa.Column("audit_salt", sa.String(length=44), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_conference"),
        sa.UniqueConstraint("code", name="uq_conference_code"),
        sa.UniqueConstraint("token", name="uq_conference_token"),
    )
    op.create_table(
        "announcement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference"],
            ["conference.slug"],
            name="fk_announcement_conference",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_announcement"),
    )
    op.create_index("ix_announcement_conference", "announcement", ["conference"], unique=False)
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("subject_kind", sa.String(length=24), nullable=False),
        sa.Column("subject_id", sa.String(length=60), nullable=False),
        sa.Column("why", sa.String(length=80), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference"], ["conference.slug"], name="fk_audit_conference", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.UniqueConstraint("conference", "number", name="uq_audit_conference_number"),
    )
    op.create_table(
        "due_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference"], ["conference.slug"], name="fk_due_work_conference", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_due_work"),
        sa.UniqueConstraint("conference", "kind", "key", name="uq_due_work_conference_kind_key"),
    )
    op.create_index("ix_due_work_at", "due_work", ["at"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=180), nullable=False),
        sa.Column(
            "folded_name",
            sa.String(length=240).with_variant(sa.String(240, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("organisation", sa.String(length=360), nullable=True),
        sa.Column("position", sa.String(length=24), nullable=True),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("backgrounds", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("strong", sa.JSON(), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("link", sa.String(length=900), nullable=True),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("screen", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recovery_issue", sa.Integer(), nullable=False),
        sa.Column("recovery_hash", sa.String(length=64), nullable=True),
        sa.Column("rights_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference"], ["conference.slug"], name="fk_person_conference", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("conference", "id", name="uq_person_conference_id"),
        sa.UniqueConstraint("recovery_hash", name="uq_person_recovery_hash"),
    )
    op.create_index(
        "ix_person_conference_joined_at", "person", ["conference", "joined_at"], unique=False
    )
    op.create_table(
        "stream",
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference"], ["conference.slug"], name="fk_stream_conference", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conference", "name", name="pk_stream"),
    )
    op.create_table(
        "block",
        sa.Column("conference", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("blocked_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "blocked_id"],
            ["person.conference", "person.id"],
            name="fk_block_conference_blocked_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["conference", "by_id"],
            ["person.conference", "person.id"],
            name="fk_block_conference_by_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conference", "by_id", "blocked_id", name="pk_block"),
    )
    op.create_index("ix_block_blocked_id", "block", ["blocked_id"], unique=False)
    op.create_table(
        "connection",
        sa.Column("conference", sa.String(), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "one_id"],
            ["person.conference", "person.id"],
            name="fk_connection_conference_one_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["conference", "other_id"],
            ["person.conference", "person.id"],
            name="fk_connection_conference_other_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conference", "one_id", "other_id", name="pk_connection"),
    )
    op.create_index("ix_connection_other_id", "connection", ["other_id"], unique=False)
    op.create_table(
        "device",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("conference", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "person_id"],
            ["person.conference", "person.id"],
            name="fk_device_conference_person_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_hash", "conference", name="pk_device"),
    )
    op.create_index("ix_device_person_id", "device", ["person_id"], unique=False)
    op.create_table(
        "link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conference"], ["conference.slug"], name="fk_link_conference", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_link_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_link"),
    )
    op.create_index("ix_link_conference", "link", ["conference"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("conference", sa.String(), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "one_id"],
            ["person.conference", "person.id"],
            name="fk_meeting_conference_one_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["conference", "other_id"],
            ["person.conference", "person.id"],
            name="fk_meeting_conference_other_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conference", "one_id", "other_id", name="pk_meeting"),
    )
    op.create_index("ix_meeting_other_id", "meeting", ["other_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_meeting_other_id", table_name="meeting")
    op.drop_table("meeting")
    op.drop_index("ix_link_conference", table_name="link")
    op.drop_table("link")
    op.drop_index("ix_device_person_id", table_name="device")
    op.drop_table("device")
    op.drop_index("ix_connection_other_id", table_name="connection")
    op.drop_table("connection")
    op.drop_index("ix_block_blocked_id", table_name="block")
    op.drop_table("block")
    op.drop_table("stream")
    op.drop_index("ix_person_conference_joined_at", table_name="person")
    op.drop_table("person")
    op.drop_index("ix_due_work_at", table_name="due_work")
    op.drop_table("due_work")
    op.drop_table("audit")
    op.drop_index("ix_announcement_conference", table_name="announcement")
    op.drop_table("announcement")
    op.drop_table("conference")
