"""Reports, people silenced, and the chain of what was done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017_after_publication"
down_revision = "0016_deciding"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "conference", sa.Column("audit_count", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("conference", sa.Column("audit_head", sa.String(length=64), nullable=True))
    _find_the_ends()
    no = sa.false()
    op.add_column("person", sa.Column("muted", sa.Boolean(), nullable=False, server_default=no))
    op.add_column("person", sa.Column("banned_because", sa.Text(), nullable=True))
    op.add_column("person", sa.Column("appeal", sa.Text(), nullable=True))
    op.add_column(
        "person", sa.Column("hidden_before_ban", sa.Boolean(), nullable=False, server_default=no)
    )
    op.add_column("conference", sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("story", sa.Column("hidden", sa.Integer(), nullable=True))
    _make_reports()


def downgrade() -> None:
    op.drop_table("report")
    op.drop_table("report_case")
    op.drop_column("story", "hidden")
    op.drop_column("conference", "stopped_at")
    for column in ("hidden_before_ban", "appeal", "banned_because", "muted"):
        op.drop_column("person", column)
    op.drop_column("conference", "audit_head")
    op.drop_column("conference", "audit_count")


def _make_reports() -> None:
    op.create_table(
        "report_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conference", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=24), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "author_id"],
            ["person.conference", "person.id"],
            name="fk_report_case_conference_author_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_report_case"),
        sa.UniqueConstraint(
            "conference",
            "subject_kind",
            "subject_id",
            name="uq_report_case_conference_subject_kind_subject_id",
        ),
    )
    op.create_index("ix_report_case_author_id", "report_case", ["author_id"])
    op.create_table(
        "report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["report_case.id"], name="fk_report_case_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name="fk_report_by_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sa.UniqueConstraint("case_id", "by_id", name="uq_report_case_id_by_id"),
    )
    op.create_index("ix_report_by_id_at", "report", ["by_id", "at"])


def _find_the_ends() -> None:
    """Write down where the chain of each conference ends by now."""
    of_it = "FROM audit WHERE audit.conference = conference.slug"
    op.execute(f"UPDATE conference SET audit_count = (SELECT count(*) {of_it})")  # noqa: S608
    op.execute(
        "UPDATE conference SET audit_head = (SELECT audit.digest "  # noqa: S608
        f"{of_it} ORDER BY audit.number DESC LIMIT 1)"
    )
