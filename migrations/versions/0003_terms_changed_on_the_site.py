"""A term that was changed or removed on the site stays so when the reference data are loaded again."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = ("edited_at", "removed_at")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("glossary_terms", sa.Column(name, sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.execute("DELETE FROM glossary_terms WHERE removed_at IS NOT NULL")
    for name in COLUMNS:
        op.drop_column("glossary_terms", name)
