"""Following: follows and mutes, notices with their queue and digests, choices about mail, kept searches, a feed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009_following"
down_revision = "0008_exchange"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('notice_queue',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event', sa.String(length=40), nullable=False),
    sa.Column('subject_kind', sa.String(length=20), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('detail_id', sa.Integer(), nullable=True),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('actor_name', sa.String(length=80), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('note', sa.String(length=500), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_queue'))
    )
    with op.batch_alter_table('notice_queue') as batch_op:
        batch_op.create_index(batch_op.f('ix_notice_queue_next_try_at'), ['next_try_at'], unique=False)

    op.create_table('follows',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('ref', sa.String(length=40), nullable=False),
    sa.Column('how', sa.String(length=6), nullable=False),
    sa.Column('is_automatic', sa.Boolean(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_follows_person_id')),
    sa.PrimaryKeyConstraint('person_id', 'kind', 'ref', name=op.f('pk_follows'))
    )
    with op.batch_alter_table('follows') as batch_op:
        batch_op.create_index('ix_follows_subject', ['kind', 'ref', 'how'], unique=False)

    op.create_table('notice_choices',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('how', sa.String(length=8), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_notice_choices_person_id')),
    sa.PrimaryKeyConstraint('person_id', 'kind', name=op.f('pk_notice_choices'))
    )
    op.create_table('notice_digests',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('how', sa.String(length=8), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_notice_digests_person_id')),
    sa.PrimaryKeyConstraint('person_id', 'how', 'on', name=op.f('pk_notice_digests'))
    )
    op.create_table('notice_feeds',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_notice_feeds_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_notice_feeds')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_notice_feeds_secret_hash'))
    )
    op.create_table('notice_settings',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('time_zone', sa.String(length=40), nullable=False),
    sa.Column('quiet_from', sa.String(length=5), nullable=True),
    sa.Column('quiet_until', sa.String(length=5), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_notice_settings_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_notice_settings'))
    )
    op.create_table('notices',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('what', sa.String(length=24), nullable=False),
    sa.Column('occasion', sa.String(length=80), nullable=False),
    sa.Column('group_key', sa.String(length=40), nullable=False),
    sa.Column('subject_kind', sa.String(length=20), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=True),
    sa.Column('by_name', sa.String(length=80), nullable=False),
    sa.Column('note', sa.String(length=500), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('to_mail', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_notices_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notices')),
    sa.UniqueConstraint('person_id', 'occasion', name=op.f('uq_notices_person_id_occasion'))
    )
    with op.batch_alter_table('notices') as batch_op:
        batch_op.create_index('ix_notices_person', ['person_id', 'read_at', 'id'], unique=False)
        batch_op.create_index('ix_notices_to_mail', ['to_mail', 'person_id'], unique=False)

    op.create_table('saved_searches',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('request', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"), nullable=False),
    sa.Column('looked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('next_look_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_saved_searches_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_searches')),
    sa.UniqueConstraint('person_id', 'name', name=op.f('uq_saved_searches_person_id_name'))
    )
    with op.batch_alter_table('saved_searches') as batch_op:
        batch_op.create_index(batch_op.f('ix_saved_searches_next_look_at'), ['next_look_at'], unique=False)

    with op.batch_alter_table('mail_queue') as batch_op:
        batch_op.add_column(sa.Column('unsubscribe', sa.String(length=500), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('mail_queue') as batch_op:
        batch_op.drop_column('unsubscribe')

    with op.batch_alter_table('saved_searches') as batch_op:
        batch_op.drop_index(batch_op.f('ix_saved_searches_next_look_at'))

    op.drop_table('saved_searches')
    with op.batch_alter_table('notices') as batch_op:
        batch_op.drop_index('ix_notices_to_mail')
        batch_op.drop_index('ix_notices_person')

    op.drop_table('notices')
    op.drop_table('notice_settings')
    op.drop_table('notice_feeds')
    op.drop_table('notice_digests')
    op.drop_table('notice_choices')
    with op.batch_alter_table('follows') as batch_op:
        batch_op.drop_index('ix_follows_subject')

    op.drop_table('follows')
    with op.batch_alter_table('notice_queue') as batch_op:
        batch_op.drop_index(batch_op.f('ix_notice_queue_next_try_at'))

    op.drop_table('notice_queue')
