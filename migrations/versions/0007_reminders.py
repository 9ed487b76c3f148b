"""What people were reminded of; which cases tell members what was difficult."""

import sqlalchemy as sa
from alembic import op

revision = "0007_reminders"
down_revision = "0006_help_with_writing"
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
    with op.batch_alter_table("cases") as batch_op:
        batch_op.add_column(
            sa.Column("tells_members_difficulties", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    _look_again()


def _look_again() -> None:
    """What a case tells everybody it tells members; the others are read."""
    number = sa.func.coalesce(_cases.c.published_no, _cases.c.latest_no)
    shown = sa.select(_cases.c.id, _revisions.c.content).join(
        _revisions, (_revisions.c.case_id == _cases.c.id) & (_revisions.c.no == number)
    )
    connection = op.get_bind()
    telling = [row.id for row in connection.execute(shown) if any((row.content.get("difficulties") or {}).values())]
    for at in range(0, len(telling), 500):
        some = _cases.c.id.in_(telling[at : at + 500])
        connection.execute(sa.update(_cases).where(some).values(tells_members_difficulties=True))


_cases = sa.table(
    "cases",
    sa.column("id"),
    sa.column("published_no"),
    sa.column("latest_no"),
    sa.column("tells_members_difficulties", sa.Boolean),
)
_revisions = sa.table("case_revisions", sa.column("case_id"), sa.column("no"), sa.column("content", sa.JSON))


def downgrade() -> None:
    with op.batch_alter_table("cases") as batch_op:
        batch_op.drop_column("tells_members_difficulties")
    op.drop_table("reminders")
