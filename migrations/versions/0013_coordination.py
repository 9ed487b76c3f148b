"""Requests between levels, and the holiday table."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0013_coordination'
down_revision = '0012_webhooks'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('holidays',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('name_zh', sa.String(length=60), nullable=False),
    sa.Column('name_en', sa.String(length=60), nullable=False),
    sa.Column('is_worked', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_holidays')),
    sa.UniqueConstraint('day', name=op.f('uq_holidays_day'))
    )
    op.create_table('requests',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=False),
    sa.Column('through_to_id', sa.Integer(), nullable=True),
    sa.Column('standard_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=160), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('text_html', sa.Text(), nullable=False),
    sa.Column('links', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"), nullable=False),
    sa.Column('raised_by_id', sa.Integer(), nullable=True),
    sa.Column('raised_by_name', sa.String(length=80), nullable=False),
    sa.Column('status', sa.String(length=20), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('settled', sa.Integer(), nullable=False),
    sa.Column('escalated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_requests_org_id')),
    sa.ForeignKeyConstraint(['raised_by_id'], ['people.id'], name=op.f('fk_requests_raised_by_id')),
    sa.ForeignKeyConstraint(['standard_id'], ['standards.id'], name=op.f('fk_requests_standard_id')),
    sa.ForeignKeyConstraint(['through_to_id'], ['organisations.id'], name=op.f('fk_requests_through_to_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_requests'))
    )
    with op.batch_alter_table('requests', schema=None) as batch_op:
        batch_op.create_index('ix_requests_out', ['org_id', 'settled', 'due_on', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_requests_standard_id'), ['standard_id'], unique=False)

    op.create_table('request_answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=False),
    sa.Column('asker_id', sa.Integer(), nullable=False),
    sa.Column('way', sa.String(length=4), nullable=False),
    sa.Column('status', sa.String(length=20), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('text_html', sa.Text(), nullable=True),
    sa.Column('links', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by_name', sa.String(length=80), nullable=True),
    sa.Column('extension_until', sa.Date(), nullable=True),
    sa.Column('public_question', sa.Text(), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['asker_id'], ['organisations.id'], name=op.f('fk_request_answers_asker_id')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_request_answers_org_id')),
    sa.ForeignKeyConstraint(['request_id'], ['requests.id'], name=op.f('fk_request_answers_request_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request_answers')),
    sa.UniqueConstraint('request_id', 'org_id', name=op.f('uq_request_answers_request_id_org_id'))
    )
    with op.batch_alter_table('request_answers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_request_answers_asker_id'), ['asker_id'], unique=False)
        batch_op.create_index('ix_request_answers_due', ['status', 'due_on'], unique=False)
        batch_op.create_index('ix_request_answers_in', ['org_id', 'status', 'due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_request_answers_published_at'), ['published_at'], unique=False)

    op.create_table('request_parties',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=200), nullable=False),
    sa.Column('role', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_request_parties_org_id')),
    sa.ForeignKeyConstraint(['request_id'], ['requests.id'], name=op.f('fk_request_parties_request_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request_parties')),
    sa.UniqueConstraint('request_id', 'org_id', name=op.f('uq_request_parties_request_id_org_id'))
    )
    with op.batch_alter_table('request_parties', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_request_parties_org_id'), ['org_id'], unique=False)
        batch_op.create_index('ix_request_parties_path', ['path', 'request_id'], unique=False)

    op.create_table('request_records',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('act', sa.String(length=20), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=True),
    sa.Column('about_id', sa.Integer(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('by_name', sa.String(length=80), nullable=False),
    sa.Column('words', sa.Text(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['about_id'], ['organisations.id'], name=op.f('fk_request_records_about_id')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_request_records_by_id')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_request_records_org_id')),
    sa.ForeignKeyConstraint(['request_id'], ['requests.id'], name=op.f('fk_request_records_request_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request_records'))
    )
    with op.batch_alter_table('request_records', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_request_records_request_id'), ['request_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('request_records', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_request_records_request_id'))

    op.drop_table('request_records')
    with op.batch_alter_table('request_parties', schema=None) as batch_op:
        batch_op.drop_index('ix_request_parties_path')
        batch_op.drop_index(batch_op.f('ix_request_parties_org_id'))

    op.drop_table('request_parties')
    with op.batch_alter_table('request_answers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_request_answers_published_at'))
        batch_op.drop_index('ix_request_answers_in')
        batch_op.drop_index('ix_request_answers_due')
        batch_op.drop_index(batch_op.f('ix_request_answers_asker_id'))

    op.drop_table('request_answers')
    with op.batch_alter_table('requests', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_requests_standard_id'))
        batch_op.drop_index('ix_requests_out')

    op.drop_table('requests')
    op.drop_table('holidays')
