"""Files and what is still to be made of them."""

import sqlalchemy as sa
from alembic import op

revision = "0003_files"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("org_id", sa.Integer(), nullable=True),
        sa.Column("org_path", sa.String(length=200), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("was_shown", sa.Boolean(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("uploaded_by_name", sa.String(length=80), nullable=False),
        sa.Column("variants_state", sa.String(length=8), nullable=False),
        sa.Column("text_state", sa.String(length=8), nullable=False),
        sa.Column("text_error", sa.String(length=20), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["org_id"], ["organisations.id"], name=op.f("fk_files_org_id")),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["people.id"], name=op.f("fk_files_uploaded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
    )
    op.create_index(op.f("ix_files_org_id"), "files", ["org_id"])
    op.create_index(op.f("ix_files_sha256"), "files", ["sha256"])
    op.create_index("ix_files_subject", "files", ["subject_kind", "subject_id"])
    op.create_table(
        "file_jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_file_jobs_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_jobs")),
    )
    op.create_index(op.f("ix_file_jobs_file_id"), "file_jobs", ["file_id"])
    op.create_index(op.f("ix_file_jobs_next_try_at"), "file_jobs", ["next_try_at"])


def downgrade() -> None:
    op.drop_table("file_jobs")
    op.drop_table("files")
