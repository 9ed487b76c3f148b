"""What is noted about a standard, in Chinese too."""

import sqlalchemy as sa
from alembic import op
revision = '0015_standard_notes_in_chinese'
down_revision = '0014_meetings'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('standards', schema=None) as batch_op:
        batch_op.add_column(sa.Column('note_zh', sa.String(length=500), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('standards', schema=None) as batch_op:
        batch_op.drop_column('note_zh')
