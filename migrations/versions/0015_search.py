"""Finding stories by words: FTS5 on SQLite, a text search index on PostgreSQL.

Stories that are live already are folded here as the server did when this was written.
"""

from __future__ import annotations

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0015_search"
down_revision = "0014_photos"
branch_labels = None
depends_on = None

# The index is read through `story_words`, which it follows by itself. What is deleted is
# overwritten in it, too, where SQLite is new enough to know how (3.42).
ADD = "INSERT INTO story_index(rowid, folded) VALUES (new.number, new.folded)"
TAKE_OUT = """
INSERT INTO story_index(story_index, rowid, folded) VALUES ('delete', old.number, old.folded)
"""
INDEX = """
CREATE VIRTUAL TABLE story_index
USING fts5(folded, content='story_words', content_rowid='number', tokenize='ascii')
"""
FOLLOWS = {
    "added AFTER INSERT": [ADD],
    "gone AFTER DELETE": [TAKE_OUT],
    "changed AFTER UPDATE OF folded": [TAKE_OUT, ADD],
}
SECURELY = "INSERT INTO story_index(story_index, rank) VALUES ('secure-delete', 1)"
ON_POSTGRESQL = "CREATE INDEX story_index ON story_words USING gin (to_tsvector('simple', folded))"

LIVE = """
SELECT story.id, story_revision.title, story_revision.text FROM story
JOIN story_revision ON story_revision.story_id = story.id AND story_revision.number = story.live
WHERE story_revision.reach IN ('feed', 'screen')
"""
PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
HEX = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
)


def upgrade() -> None:
    words = op.create_table(
        "story_words",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_story_words_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_story_words"),
        sa.UniqueConstraint("story_id", name="uq_story_words_story_id"),
    )
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        op.execute(INDEX)
        for when, acts in FOLLOWS.items():
            op.execute(
                f"CREATE TRIGGER story_words_{when} ON story_words BEGIN {'; '.join(acts)}; END"
            )
        [version] = connection.execute(sa.text("SELECT sqlite_version()")).one()
        if tuple(map(int, version.split("."))) >= (3, 42):
            op.execute(SECURELY)
    else:
        op.execute(ON_POSTGRESQL)
    live = sa.text(LIVE).columns(id=sa.Uuid(), title=sa.Text(), text=sa.Text())
    rows = [
        {"story_id": story_id, "folded": folded(f"{title}\n{text}")}
        for story_id, title, text in connection.execute(live)
    ]
    op.bulk_insert(words, rows)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE story_index")
    op.drop_table("story_words")


def folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in decomposed if not unicodedata.combining(one)).translate(PLAIN)
    spaced = "".join(
        " "
        if unicodedata.category(one)[0] not in "LNM"
        else f" {one} "
        if UNSPACED.match(one)
        else one
        for one in plain
    )
    return " ".join("".join(map(in_ascii, word[:60])) for word in spaced.split())


def in_ascii(letter: str) -> str:
    if "a" <= letter <= "y":
        return letter
    return "zz" if letter == "z" else "z" + f"{ord(letter):05x}".translate(HEX)
