"""What people were reminded of."""

import sqlalchemy as sa
from alembic import op

revision = "0007_reminders"
down_revision = "0004_selection"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("about", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint("kind", "about", "due_on", name=op.f("uq_reminders_kind_about_due_on")),
    )


def downgrade() -> None:
    op.drop_table("reminders")
