"""The audit log can be added to and never changed: the database refuses."""

from alembic import op

from platform_app.kernel import append_only

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLE = "audit_log"
TRIGGERS = {
    "sqlite": ["update", "delete", "replace"],
    "postgresql": ["change", "truncate"],
}


def upgrade() -> None:
    for statement in append_only.statements(TABLE, op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    for what in TRIGGERS[dialect]:
        on = f" ON {TABLE}" if dialect == "postgresql" else ""
        op.execute(f"DROP TRIGGER {TABLE}_refuses_{what}{on}")
    if dialect == "postgresql":
        op.execute(f"DROP FUNCTION {TABLE}_refuse()")
