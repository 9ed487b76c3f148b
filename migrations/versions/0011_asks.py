"""Questions put to other organisations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0011_asks'
down_revision = "0010_moderation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('asks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('thread_id', sa.Integer(), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('reasons', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=True),
    sa.Column('asked_by_name', sa.String(length=80), nullable=False),
    sa.Column('asking_org_id', sa.Integer(), nullable=True),
    sa.Column('passed_from_id', sa.Integer(), nullable=True),
    sa.Column('post_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by_name', sa.String(length=80), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['asked_by_id'], ['people.id'], name=op.f('fk_asks_asked_by_id')),
    sa.ForeignKeyConstraint(['asking_org_id'], ['organisations.id'], name=op.f('fk_asks_asking_org_id')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_asks_org_id')),
    sa.ForeignKeyConstraint(['passed_from_id'], ['asks.id'], name=op.f('fk_asks_passed_from_id')),
    sa.ForeignKeyConstraint(['post_id'], ['posts.id'], name=op.f('fk_asks_post_id')),
    sa.ForeignKeyConstraint(['thread_id'], ['threads.id'], name=op.f('fk_asks_thread_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_asks')),
    sa.UniqueConstraint('thread_id', 'org_id', name=op.f('uq_asks_thread_id_org_id'))
    )
    with op.batch_alter_table('asks', schema=None) as batch_op:
        batch_op.create_index('ix_asks_due', ['status', 'due_on'], unique=False)
        batch_op.create_index('ix_asks_org', ['org_id', 'status', 'due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_asks_passed_from_id'), ['passed_from_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('asks', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_asks_passed_from_id'))
        batch_op.drop_index('ix_asks_org')
        batch_op.drop_index('ix_asks_due')

    op.drop_table('asks')
