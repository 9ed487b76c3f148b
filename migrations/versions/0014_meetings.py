"""Bodies, meetings, minutes, resolutions and action items; tasks and targets of the plan."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
revision = '0014_meetings'
down_revision = '0013_coordination'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('mail_queue', schema=None) as batch_op:
        batch_op.add_column(sa.Column('calendar', sa.Text(), nullable=True))

    op.create_table('programme_indicators',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=8), nullable=False),
    sa.Column('name_zh', sa.String(length=120), nullable=False),
    sa.Column('name_en', sa.String(length=160), nullable=False),
    sa.Column('operator', sa.String(length=12), nullable=False),
    sa.Column('value', sa.Integer(), nullable=True),
    sa.Column('unit_zh', sa.String(length=40), nullable=False),
    sa.Column('unit_en', sa.String(length=60), nullable=False),
    sa.Column('deadline', sa.Date(), nullable=False),
    sa.Column('verified', sa.String(length=8), nullable=False),
    sa.Column('source_url', sa.String(length=500), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programme_indicators')),
    sa.UniqueConstraint('code', name=op.f('uq_programme_indicators_code'))
    )
    op.create_table('serials',
    sa.Column('series', sa.String(length=12), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('series', 'year', name=op.f('pk_serials'))
    )
    op.create_table('subject_links',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('from_kind', sa.String(length=20), nullable=False),
    sa.Column('from_id', sa.Integer(), nullable=False),
    sa.Column('to_kind', sa.String(length=20), nullable=False),
    sa.Column('to_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=12), nullable=False),
    sa.Column('by_name', sa.String(length=80), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_subject_links')),
    sa.UniqueConstraint('from_kind', 'from_id', 'to_kind', 'to_id', 'role', name=op.f('uq_subject_links_from_kind_from_id_to_kind_to_id_role'))
    )
    with op.batch_alter_table('subject_links', schema=None) as batch_op:
        batch_op.create_index('ix_subject_links_to', ['to_kind', 'to_id'], unique=False)

    op.create_table('bodies',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('level', sa.String(length=20), nullable=False),
    sa.Column('series', sa.String(length=12), nullable=False),
    sa.Column('name_zh', sa.String(length=120), nullable=False),
    sa.Column('name_en', sa.String(length=160), nullable=False),
    sa.Column('about_zh', sa.Text(), nullable=False),
    sa.Column('about_en', sa.Text(), nullable=False),
    sa.Column('field_slug', sa.String(length=40), nullable=True),
    sa.Column('lead_id', sa.Integer(), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=False),
    sa.Column('org_path', sa.String(length=200), nullable=False),
    sa.Column('org_level', sa.String(length=20), nullable=False),
    sa.Column('chair_id', sa.Integer(), nullable=True),
    sa.Column('chair_name', sa.String(length=80), nullable=True),
    sa.Column('quorum', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"), nullable=False),
    sa.Column('is_public', sa.Boolean(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('source_url', sa.String(length=500), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['chair_id'], ['people.id'], name=op.f('fk_bodies_chair_id')),
    sa.ForeignKeyConstraint(['field_slug'], ['fields.slug'], name=op.f('fk_bodies_field_slug')),
    sa.ForeignKeyConstraint(['lead_id'], ['organisations.id'], name=op.f('fk_bodies_lead_id')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_bodies_org_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bodies')),
    sa.UniqueConstraint('series', name=op.f('uq_bodies_series'))
    )
    with op.batch_alter_table('bodies', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bodies_lead_id'), ['lead_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bodies_org_id'), ['org_id'], unique=False)

    op.create_table('calendar_keys',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_calendar_keys_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_calendar_keys')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_calendar_keys_secret_hash'))
    )
    op.create_table('programme_tasks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=8), nullable=False),
    sa.Column('group', sa.String(length=30), nullable=False),
    sa.Column('field_slug', sa.String(length=40), nullable=True),
    sa.Column('name_zh', sa.String(length=120), nullable=False),
    sa.Column('name_en', sa.String(length=160), nullable=False),
    sa.Column('verified', sa.String(length=8), nullable=False),
    sa.Column('source_url', sa.String(length=500), nullable=False),
    sa.Column('note', sa.String(length=500), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['field_slug'], ['fields.slug'], name=op.f('fk_programme_tasks_field_slug')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programme_tasks')),
    sa.UniqueConstraint('code', name=op.f('uq_programme_tasks_code'))
    )
    op.create_table('body_members',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=12), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['bodies.id'], name=op.f('fk_body_members_body_id')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_body_members_org_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_body_members')),
    sa.UniqueConstraint('body_id', 'org_id', name=op.f('uq_body_members_body_id_org_id'))
    )
    with op.batch_alter_table('body_members', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_body_members_org_id'), ['org_id'], unique=False)

    op.create_table('meetings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title_zh', sa.String(length=160), nullable=False),
    sa.Column('title_en', sa.String(length=240), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('time_zone', sa.String(length=40), nullable=False),
    sa.Column('place_zh', sa.String(length=200), nullable=False),
    sa.Column('place_en', sa.String(length=200), nullable=False),
    sa.Column('conference_url', sa.String(length=500), nullable=True),
    sa.Column('papers_due_on', sa.Date(), nullable=False),
    sa.Column('is_public', sa.Boolean(), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.Column('status', sa.String(length=16), nullable=False),
    sa.Column('uid', sa.String(length=80), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=False),
    sa.Column('org_path', sa.String(length=200), nullable=False),
    sa.Column('org_level', sa.String(length=20), nullable=False),
    sa.Column('lead_id', sa.Integer(), nullable=False),
    sa.Column('chair_id', sa.Integer(), nullable=True),
    sa.Column('chair_name', sa.String(length=80), nullable=True),
    sa.Column('quorum', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"), nullable=False),
    sa.Column('quorum_result', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"), nullable=True),
    sa.Column('convened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('held_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('comments_until', sa.Date(), nullable=True),
    sa.Column('minutes_text', sa.Text(), nullable=True),
    sa.Column('minutes_sha256', sa.String(length=64), nullable=True),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('approved_by_name', sa.String(length=80), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['bodies.id'], name=op.f('fk_meetings_body_id')),
    sa.ForeignKeyConstraint(['chair_id'], ['people.id'], name=op.f('fk_meetings_chair_id')),
    sa.ForeignKeyConstraint(['lead_id'], ['organisations.id'], name=op.f('fk_meetings_lead_id')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_meetings_org_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meetings')),
    sa.UniqueConstraint('body_id', 'number', name=op.f('uq_meetings_body_id_number')),
    sa.UniqueConstraint('uid', name=op.f('uq_meetings_uid'))
    )
    with op.batch_alter_table('meetings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meetings_body_id'), ['body_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_meetings_org_id'), ['org_id'], unique=False)
        batch_op.create_index('ix_meetings_starts', ['starts_at', 'id'], unique=False)

    op.create_table('agenda_items',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=12), nullable=False),
    sa.Column('title_zh', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=300), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('text_html', sa.Text(), nullable=False),
    sa.Column('sponsor_id', sa.Integer(), nullable=True),
    sa.Column('expected', sa.String(length=8), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=8), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=True),
    sa.Column('papers', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_agenda_items_meeting_id')),
    sa.ForeignKeyConstraint(['parent_id'], ['agenda_items.id'], name=op.f('fk_agenda_items_parent_id')),
    sa.ForeignKeyConstraint(['sponsor_id'], ['organisations.id'], name=op.f('fk_agenda_items_sponsor_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_items'))
    )
    with op.batch_alter_table('agenda_items', schema=None) as batch_op:
        batch_op.create_index('ix_agenda_items_order', ['meeting_id', 'parent_id', 'position'], unique=False)

    op.create_table('delegates',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('email_key', sa.String(length=320), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('capacity', sa.String(length=10), nullable=False),
    sa.Column('letter', sa.Text(), nullable=True),
    sa.Column('letter_file_id', sa.Integer(), nullable=True),
    sa.Column('answer', sa.String(length=12), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('comment', sa.String(length=500), nullable=True),
    sa.Column('via', sa.String(length=6), nullable=True),
    sa.Column('token_hash', sa.String(length=64), nullable=True),
    sa.Column('answered_sequence', sa.Integer(), nullable=True),
    sa.Column('answered_stamp', sa.DateTime(timezone=True), nullable=True),
    sa.Column('named_by_id', sa.Integer(), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['letter_file_id'], ['files.id'], name=op.f('fk_delegates_letter_file_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_delegates_meeting_id')),
    sa.ForeignKeyConstraint(['named_by_id'], ['people.id'], name=op.f('fk_delegates_named_by_id')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_delegates_org_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_delegates_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegates')),
    sa.UniqueConstraint('meeting_id', 'email_key', name=op.f('uq_delegates_meeting_id_email_key')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_delegates_token_hash'))
    )
    with op.batch_alter_table('delegates', schema=None) as batch_op:
        batch_op.create_index('ix_delegates_org', ['meeting_id', 'org_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_delegates_org_id'), ['org_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_delegates_person_id'), ['person_id'], unique=False)

    op.create_table('meeting_invitations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=False),
    sa.Column('org_level', sa.String(length=20), nullable=False),
    sa.Column('role', sa.String(length=12), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_meeting_invitations_meeting_id')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_meeting_invitations_org_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_invitations')),
    sa.UniqueConstraint('meeting_id', 'org_id', name=op.f('uq_meeting_invitations_meeting_id_org_id'))
    )
    with op.batch_alter_table('meeting_invitations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_invitations_org_id'), ['org_id'], unique=False)

    op.create_table('meeting_records',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('act', sa.String(length=20), nullable=False),
    sa.Column('words', sa.Text(), nullable=True),
    sa.Column('detail', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('by_name', sa.String(length=80), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_meeting_records_by_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_meeting_records_meeting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_records'))
    )
    with op.batch_alter_table('meeting_records', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_records_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('agenda_proposals',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=False),
    sa.Column('title_zh', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=300), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('text_html', sa.Text(), nullable=False),
    sa.Column('expected', sa.String(length=8), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('subject_kind', sa.String(length=20), nullable=True),
    sa.Column('subject_id', sa.Integer(), nullable=True),
    sa.Column('status', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('by_name', sa.String(length=80), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by_name', sa.String(length=80), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_agenda_proposals_by_id')),
    sa.ForeignKeyConstraint(['item_id'], ['agenda_items.id'], name=op.f('fk_agenda_proposals_item_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_agenda_proposals_meeting_id')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_agenda_proposals_org_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_proposals'))
    )
    with op.batch_alter_table('agenda_proposals', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agenda_proposals_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_agenda_proposals_org_id'), ['org_id'], unique=False)

    op.create_table('attendances',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('delegate_id', sa.Integer(), nullable=True),
    sa.Column('org_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('capacity', sa.String(length=10), nullable=False),
    sa.Column('how', sa.String(length=10), nullable=False),
    sa.Column('from_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('to_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['delegate_id'], ['delegates.id'], name=op.f('fk_attendances_delegate_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_attendances_meeting_id')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_attendances_org_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendances')),
    sa.UniqueConstraint('meeting_id', 'delegate_id', name=op.f('uq_attendances_meeting_id_delegate_id'))
    )
    with op.batch_alter_table('attendances', schema=None) as batch_op:
        batch_op.create_index('ix_attendances_meeting', ['meeting_id'], unique=False)

    op.create_table('minutes_addenda',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('no', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('text_zh', sa.Text(), nullable=False),
    sa.Column('html_zh', sa.Text(), nullable=False),
    sa.Column('text_en', sa.Text(), nullable=False),
    sa.Column('html_en', sa.Text(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('by_name', sa.String(length=80), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_minutes_addenda_by_id')),
    sa.ForeignKeyConstraint(['item_id'], ['agenda_items.id'], name=op.f('fk_minutes_addenda_item_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_minutes_addenda_meeting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_addenda')),
    sa.UniqueConstraint('meeting_id', 'no', name=op.f('uq_minutes_addenda_meeting_id_no'))
    )
    op.create_table('minutes_comments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('org_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('text_html', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('by_name', sa.String(length=80), nullable=False),
    sa.Column('disposition', sa.String(length=16), nullable=True),
    sa.Column('disposition_words', sa.Text(), nullable=True),
    sa.Column('disposed_by_name', sa.String(length=80), nullable=True),
    sa.Column('disposed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_minutes_comments_by_id')),
    sa.ForeignKeyConstraint(['item_id'], ['agenda_items.id'], name=op.f('fk_minutes_comments_item_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_minutes_comments_meeting_id')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_minutes_comments_org_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_comments'))
    )
    with op.batch_alter_table('minutes_comments', schema=None) as batch_op:
        batch_op.create_index('ix_minutes_comments_meeting', ['meeting_id', 'item_id', 'id'], unique=False)

    op.create_table('minutes_items',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('text_zh', sa.Text(), nullable=False),
    sa.Column('html_zh', sa.Text(), nullable=False),
    sa.Column('text_en', sa.Text(), nullable=False),
    sa.Column('html_en', sa.Text(), nullable=False),
    sa.Column('revision_no', sa.Integer(), nullable=False),
    sa.Column('edited_by_name', sa.String(length=80), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['agenda_items.id'], name=op.f('fk_minutes_items_item_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_minutes_items_meeting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_items')),
    sa.UniqueConstraint('item_id', name=op.f('uq_minutes_items_item_id'))
    )
    with op.batch_alter_table('minutes_items', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_minutes_items_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('minutes_revisions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('no', sa.Integer(), nullable=False),
    sa.Column('text_zh', sa.Text(), nullable=False),
    sa.Column('text_en', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('by_name', sa.String(length=80), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_minutes_revisions_by_id')),
    sa.ForeignKeyConstraint(['item_id'], ['agenda_items.id'], name=op.f('fk_minutes_revisions_item_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_minutes_revisions_meeting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_revisions')),
    sa.UniqueConstraint('item_id', 'no', name=op.f('uq_minutes_revisions_item_id_no'))
    )
    with op.batch_alter_table('minutes_revisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_minutes_revisions_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('minutes_writers',
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('person_name', sa.String(length=80), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['agenda_items.id'], name=op.f('fk_minutes_writers_item_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_minutes_writers_person_id')),
    sa.PrimaryKeyConstraint('item_id', 'person_id', name=op.f('pk_minutes_writers'))
    )
    op.create_table('resolutions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('serial', sa.Integer(), nullable=True),
    sa.Column('number', sa.String(length=24), nullable=True),
    sa.Column('title_zh', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=300), nullable=False),
    sa.Column('text_zh', sa.Text(), nullable=False),
    sa.Column('html_zh', sa.Text(), nullable=False),
    sa.Column('text_en', sa.Text(), nullable=False),
    sa.Column('html_en', sa.Text(), nullable=False),
    sa.Column('authoritative', sa.String(length=2), nullable=False),
    sa.Column('responsible_level', sa.String(length=20), nullable=False),
    sa.Column('status', sa.String(length=12), nullable=False),
    sa.Column('method', sa.String(length=10), nullable=True),
    sa.Column('tally', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"), nullable=True),
    sa.Column('adopted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('in_force_on', sa.Date(), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_reason', sa.Text(), nullable=True),
    sa.Column('superseded_by_id', sa.Integer(), nullable=True),
    sa.Column('org_id', sa.Integer(), nullable=False),
    sa.Column('org_path', sa.String(length=200), nullable=False),
    sa.Column('org_level', sa.String(length=20), nullable=False),
    sa.Column('lead_id', sa.Integer(), nullable=False),
    sa.Column('is_public', sa.Boolean(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('by_name', sa.String(length=80), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['bodies.id'], name=op.f('fk_resolutions_body_id')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_resolutions_by_id')),
    sa.ForeignKeyConstraint(['item_id'], ['agenda_items.id'], name=op.f('fk_resolutions_item_id')),
    sa.ForeignKeyConstraint(['lead_id'], ['organisations.id'], name=op.f('fk_resolutions_lead_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_resolutions_meeting_id')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_resolutions_org_id')),
    sa.ForeignKeyConstraint(['superseded_by_id'], ['resolutions.id'], name=op.f('fk_resolutions_superseded_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_resolutions')),
    sa.UniqueConstraint('number', name=op.f('uq_resolutions_number'))
    )
    with op.batch_alter_table('resolutions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_resolutions_item_id'), ['item_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_resolutions_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index('ix_resolutions_newest', ['body_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_resolutions_org_id'), ['org_id'], unique=False)

    op.create_table('action_items',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('resolution_id', sa.Integer(), nullable=True),
    sa.Column('indicator_id', sa.Integer(), nullable=True),
    sa.Column('title_zh', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=300), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('text_html', sa.Text(), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=False),
    sa.Column('org_path', sa.String(length=200), nullable=False),
    sa.Column('org_level', sa.String(length=20), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('person_name', sa.String(length=80), nullable=True),
    sa.Column('secretariat_id', sa.Integer(), nullable=False),
    sa.Column('secretariat_level', sa.String(length=20), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('priority', sa.String(length=8), nullable=False),
    sa.Column('status', sa.String(length=12), nullable=False),
    sa.Column('settled', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=80), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('evidence_url', sa.String(length=500), nullable=True),
    sa.Column('evidence_words', sa.Text(), nullable=True),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('confirmed_by_name', sa.String(length=80), nullable=True),
    sa.Column('dropped_reason', sa.Text(), nullable=True),
    sa.Column('escalated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['bodies.id'], name=op.f('fk_action_items_body_id')),
    sa.ForeignKeyConstraint(['indicator_id'], ['programme_indicators.id'], name=op.f('fk_action_items_indicator_id')),
    sa.ForeignKeyConstraint(['item_id'], ['agenda_items.id'], name=op.f('fk_action_items_item_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_action_items_meeting_id')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_action_items_org_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_action_items_person_id')),
    sa.ForeignKeyConstraint(['resolution_id'], ['resolutions.id'], name=op.f('fk_action_items_resolution_id')),
    sa.ForeignKeyConstraint(['secretariat_id'], ['organisations.id'], name=op.f('fk_action_items_secretariat_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_items')),
    sa.UniqueConstraint('uid', name=op.f('uq_action_items_uid'))
    )
    with op.batch_alter_table('action_items', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_action_items_body_id'), ['body_id'], unique=False)
        batch_op.create_index('ix_action_items_due', ['settled', 'due_on', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_action_items_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index('ix_action_items_owed', ['org_id', 'settled', 'due_on', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_action_items_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_action_items_resolution_id'), ['resolution_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_action_items_secretariat_id'), ['secretariat_id'], unique=False)

    op.create_table('resolution_votes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('resolution_id', sa.Integer(), nullable=False),
    sa.Column('org_id', sa.Integer(), nullable=False),
    sa.Column('org_level', sa.String(length=20), nullable=False),
    sa.Column('vote', sa.String(length=8), nullable=False),
    sa.Column('statement', sa.Text(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('by_name', sa.String(length=80), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_resolution_votes_by_id')),
    sa.ForeignKeyConstraint(['org_id'], ['organisations.id'], name=op.f('fk_resolution_votes_org_id')),
    sa.ForeignKeyConstraint(['resolution_id'], ['resolutions.id'], name=op.f('fk_resolution_votes_resolution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_resolution_votes')),
    sa.UniqueConstraint('resolution_id', 'org_id', name=op.f('uq_resolution_votes_resolution_id_org_id'))
    )
    op.create_table('action_records',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('action_id', sa.Integer(), nullable=False),
    sa.Column('act', sa.String(length=12), nullable=False),
    sa.Column('words', sa.Text(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('by_name', sa.String(length=80), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['action_id'], ['action_items.id'], name=op.f('fk_action_records_action_id')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_action_records_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_records'))
    )
    with op.batch_alter_table('action_records', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_action_records_action_id'), ['action_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('mail_queue', schema=None) as batch_op:
        batch_op.drop_column('calendar')

    with op.batch_alter_table('action_records', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_action_records_action_id'))

    op.drop_table('action_records')
    op.drop_table('resolution_votes')
    with op.batch_alter_table('action_items', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_action_items_secretariat_id'))
        batch_op.drop_index(batch_op.f('ix_action_items_resolution_id'))
        batch_op.drop_index(batch_op.f('ix_action_items_person_id'))
        batch_op.drop_index('ix_action_items_owed')
        batch_op.drop_index(batch_op.f('ix_action_items_meeting_id'))
        batch_op.drop_index('ix_action_items_due')
        batch_op.drop_index(batch_op.f('ix_action_items_body_id'))

    op.drop_table('action_items')
    with op.batch_alter_table('resolutions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_resolutions_org_id'))
        batch_op.drop_index('ix_resolutions_newest')
        batch_op.drop_index(batch_op.f('ix_resolutions_meeting_id'))
        batch_op.drop_index(batch_op.f('ix_resolutions_item_id'))

    op.drop_table('resolutions')
    op.drop_table('minutes_writers')
    with op.batch_alter_table('minutes_revisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_minutes_revisions_meeting_id'))

    op.drop_table('minutes_revisions')
    with op.batch_alter_table('minutes_items', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_minutes_items_meeting_id'))

    op.drop_table('minutes_items')
    with op.batch_alter_table('minutes_comments', schema=None) as batch_op:
        batch_op.drop_index('ix_minutes_comments_meeting')

    op.drop_table('minutes_comments')
    op.drop_table('minutes_addenda')
    with op.batch_alter_table('attendances', schema=None) as batch_op:
        batch_op.drop_index('ix_attendances_meeting')

    op.drop_table('attendances')
    with op.batch_alter_table('agenda_proposals', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agenda_proposals_org_id'))
        batch_op.drop_index(batch_op.f('ix_agenda_proposals_meeting_id'))

    op.drop_table('agenda_proposals')
    with op.batch_alter_table('meeting_records', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_meeting_records_meeting_id'))

    op.drop_table('meeting_records')
    with op.batch_alter_table('meeting_invitations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_meeting_invitations_org_id'))

    op.drop_table('meeting_invitations')
    with op.batch_alter_table('delegates', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delegates_person_id'))
        batch_op.drop_index(batch_op.f('ix_delegates_org_id'))
        batch_op.drop_index('ix_delegates_org')

    op.drop_table('delegates')
    with op.batch_alter_table('agenda_items', schema=None) as batch_op:
        batch_op.drop_index('ix_agenda_items_order')

    op.drop_table('agenda_items')
    with op.batch_alter_table('meetings', schema=None) as batch_op:
        batch_op.drop_index('ix_meetings_starts')
        batch_op.drop_index(batch_op.f('ix_meetings_org_id'))
        batch_op.drop_index(batch_op.f('ix_meetings_body_id'))

    op.drop_table('meetings')
    with op.batch_alter_table('body_members', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_body_members_org_id'))

    op.drop_table('body_members')
    op.drop_table('programme_tasks')
    op.drop_table('calendar_keys')
    with op.batch_alter_table('bodies', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bodies_org_id'))
        batch_op.drop_index(batch_op.f('ix_bodies_lead_id'))

    op.drop_table('bodies')
    with op.batch_alter_table('subject_links', schema=None) as batch_op:
        batch_op.drop_index('ix_subject_links_to')

    op.drop_table('subject_links')
    op.drop_table('serials')
    op.drop_table('programme_indicators')
