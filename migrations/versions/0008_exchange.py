"""Threads, posts, what people leave at them, what was decided about them, what answers became."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0008_exchange'
down_revision = '0007_reminders'
branch_labels = None
depends_on = None

_JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table('threads',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=True),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('field_slug', sa.String(length=40), nullable=True),
    sa.Column('title', sa.String(length=160), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('title_translation', sa.String(length=300), nullable=True),
    sa.Column('tags', _JSON, nullable=False),
    sa.Column('subject_kind', sa.String(length=20), nullable=True),
    sa.Column('subject_id', sa.Integer(), nullable=True),
    sa.Column('visibility', sa.String(length=8), nullable=False),
    sa.Column('scope_path', sa.String(length=200), nullable=False),
    sa.Column('status', sa.String(length=8), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=True),
    sa.Column('org_path', sa.String(length=200), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('author_name', sa.String(length=80), nullable=False),
    sa.Column('is_locked', sa.Boolean(), nullable=False),
    sa.Column('pinned', sa.String(length=10), nullable=True),
    sa.Column('target_id', sa.Integer(), nullable=True),
    sa.Column('accepted_post_id', sa.Integer(), nullable=True),
    sa.Column('is_answered', sa.Boolean(), nullable=False),
    sa.Column('last_no', sa.Integer(), nullable=False),
    sa.Column('post_count', sa.Integer(), nullable=False),
    sa.Column('active_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_author', sa.String(length=80), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_threads_author_id')),
    sa.ForeignKeyConstraint(['field_slug'], ['fields.slug'], name=op.f('fk_threads_field_slug')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_threads_org_id')),
    sa.ForeignKeyConstraint(['target_id'], ['threads.id'], name=op.f('fk_threads_target_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_threads')),
    sa.UniqueConstraint('slug', name=op.f('uq_threads_slug'))
    )
    with op.batch_alter_table('threads', schema=None) as batch_op:
        batch_op.create_index('ix_threads_active', ['status', 'active_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_threads_author_id'), ['author_id'], unique=False)
        batch_op.create_index('ix_threads_field', ['field_slug', 'status', 'active_at', 'id'], unique=False)
        batch_op.create_index('ix_threads_org', ['org_id', 'status', 'active_at'], unique=False)
        batch_op.create_index('ix_threads_pinned', ['pinned', 'status'], unique=False)
        batch_op.create_index('ix_threads_subject', ['subject_kind', 'subject_id', 'status', 'active_at'], unique=False)
        batch_op.create_index('ix_threads_waiting', ['kind', 'is_answered', 'status', 'active_at'], unique=False)

    op.create_table('posts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('thread_id', sa.Integer(), nullable=False),
    sa.Column('no', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=8), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('author_name', sa.String(length=80), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=True),
    sa.Column('org_path', sa.String(length=200), nullable=False),
    sa.Column('in_reply_to_id', sa.Integer(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('translation', sa.Text(), nullable=True),
    sa.Column('translation_html', sa.Text(), nullable=True),
    sa.Column('renderer_version', sa.Integer(), nullable=False),
    sa.Column('revision_no', sa.Integer(), nullable=False),
    sa.Column('edited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('status_reason', sa.Text(), nullable=True),
    sa.Column('status_by', sa.String(length=80), nullable=True),
    sa.Column('reactions', _JSON, nullable=False),
    sa.Column('files', _JSON, nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_posts_author_id')),
    sa.ForeignKeyConstraint(['in_reply_to_id'], ['posts.id'], name=op.f('fk_posts_in_reply_to_id')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_posts_org_id')),
    sa.ForeignKeyConstraint(['thread_id'], ['threads.id'], name=op.f('fk_posts_thread_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_posts')),
    sa.UniqueConstraint('thread_id', 'no', name=op.f('uq_posts_thread_id_no'))
    )
    with op.batch_alter_table('posts', schema=None) as batch_op:
        batch_op.create_index('ix_posts_author', ['author_id', 'created_at'], unique=False)

    op.create_table('read_marks',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('thread_id', sa.Integer(), nullable=False),
    sa.Column('no', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_read_marks_person_id')),
    sa.ForeignKeyConstraint(['thread_id'], ['threads.id'], name=op.f('fk_read_marks_thread_id')),
    sa.PrimaryKeyConstraint('person_id', 'thread_id', name=op.f('pk_read_marks'))
    )
    op.create_table('reply_drafts',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('thread_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('in_reply_to_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_reply_drafts_person_id')),
    sa.ForeignKeyConstraint(['thread_id'], ['threads.id'], name=op.f('fk_reply_drafts_thread_id')),
    sa.PrimaryKeyConstraint('person_id', 'thread_id', name=op.f('pk_reply_drafts'))
    )
    op.create_table('thread_records',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('thread_id', sa.Integer(), nullable=False),
    sa.Column('act', sa.String(length=12), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('detail', _JSON, nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('person_name', sa.String(length=80), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('undone_by_name', sa.String(length=80), nullable=True),
    sa.ForeignKeyConstraint(['other_id'], ['threads.id'], name=op.f('fk_thread_records_other_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_thread_records_person_id')),
    sa.ForeignKeyConstraint(['thread_id'], ['threads.id'], name=op.f('fk_thread_records_thread_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_thread_records'))
    )
    with op.batch_alter_table('thread_records', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_thread_records_thread_id'), ['thread_id'], unique=False)

    op.create_table('thread_tags',
    sa.Column('thread_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['thread_id'], ['threads.id'], name=op.f('fk_thread_tags_thread_id')),
    sa.PrimaryKeyConstraint('thread_id', 'key', name=op.f('pk_thread_tags'))
    )
    with op.batch_alter_table('thread_tags', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_thread_tags_key'), ['key'], unique=False)

    op.create_table('answer_proposals',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('thread_id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('subject_kind', sa.String(length=20), nullable=True),
    sa.Column('subject_id', sa.Integer(), nullable=True),
    sa.Column('field_slug', sa.String(length=40), nullable=True),
    sa.Column('question', sa.String(length=300), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=True),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('person_name', sa.String(length=80), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by_name', sa.String(length=80), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['field_slug'], ['fields.slug'], name=op.f('fk_answer_proposals_field_slug')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_answer_proposals_org_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_answer_proposals_person_id')),
    sa.ForeignKeyConstraint(['post_id'], ['posts.id'], name=op.f('fk_answer_proposals_post_id')),
    sa.ForeignKeyConstraint(['thread_id'], ['threads.id'], name=op.f('fk_answer_proposals_thread_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_proposals'))
    )
    with op.batch_alter_table('answer_proposals', schema=None) as batch_op:
        batch_op.create_index('ix_answer_proposals_subject', ['subject_kind', 'subject_id', 'status'], unique=False)
        batch_op.create_index(batch_op.f('ix_answer_proposals_thread_id'), ['thread_id'], unique=False)
        batch_op.create_index('ix_answer_proposals_waiting', ['status', 'kind'], unique=False)

    op.create_table('mentions',
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('target_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['post_id'], ['posts.id'], name=op.f('fk_mentions_post_id')),
    sa.PrimaryKeyConstraint('post_id', 'kind', 'target_id', name=op.f('pk_mentions'))
    )
    with op.batch_alter_table('mentions', schema=None) as batch_op:
        batch_op.create_index('ix_mentions_target', ['kind', 'target_id'], unique=False)

    op.create_table('post_reactions',
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('sign', sa.String(length=12), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_post_reactions_person_id')),
    sa.ForeignKeyConstraint(['post_id'], ['posts.id'], name=op.f('fk_post_reactions_post_id')),
    sa.PrimaryKeyConstraint('post_id', 'person_id', 'sign', name=op.f('pk_post_reactions'))
    )
    op.create_table('post_revisions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('no', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('author_name', sa.String(length=80), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['post_id'], ['posts.id'], name=op.f('fk_post_revisions_post_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_post_revisions')),
    sa.UniqueConstraint('post_id', 'no', name=op.f('uq_post_revisions_post_id_no'))
    )
    with op.batch_alter_table('files', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_shared', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('visibility', sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column('scope_path', sa.String(length=200), nullable=True))

    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.add_column(sa.Column('silenced_until', sa.DateTime(timezone=True), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.drop_column('silenced_until')

    with op.batch_alter_table('files', schema=None) as batch_op:
        batch_op.drop_column('scope_path')
        batch_op.drop_column('visibility')
        batch_op.drop_column('is_shared')

    op.drop_table('post_revisions')
    op.drop_table('post_reactions')
    with op.batch_alter_table('mentions', schema=None) as batch_op:
        batch_op.drop_index('ix_mentions_target')

    op.drop_table('mentions')
    with op.batch_alter_table('answer_proposals', schema=None) as batch_op:
        batch_op.drop_index('ix_answer_proposals_waiting')
        batch_op.drop_index(batch_op.f('ix_answer_proposals_thread_id'))
        batch_op.drop_index('ix_answer_proposals_subject')

    op.drop_table('answer_proposals')
    with op.batch_alter_table('thread_tags', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_thread_tags_key'))

    op.drop_table('thread_tags')
    with op.batch_alter_table('thread_records', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_thread_records_thread_id'))

    op.drop_table('thread_records')
    op.drop_table('reply_drafts')
    op.drop_table('read_marks')
    with op.batch_alter_table('posts', schema=None) as batch_op:
        batch_op.drop_index('ix_posts_author')

    op.drop_table('posts')
    with op.batch_alter_table('threads', schema=None) as batch_op:
        batch_op.drop_index('ix_threads_waiting')
        batch_op.drop_index('ix_threads_subject')
        batch_op.drop_index('ix_threads_pinned')
        batch_op.drop_index('ix_threads_org')
        batch_op.drop_index('ix_threads_field')
        batch_op.drop_index(batch_op.f('ix_threads_author_id'))
        batch_op.drop_index('ix_threads_active')

    op.drop_table('threads')
