"""Write-ups that drafts were made of, and who drafts a case for another organisation."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
revision = "0006_help_with_writing"
down_revision = "0005_desk"
branch_labels = None
depends_on = None

_JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table('case_imports',
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('file_name', sa.String(length=150), nullable=False),
    sa.Column('person_name', sa.String(length=80), nullable=False),
    sa.Column('matched', _JSON, nullable=False),
    sa.Column('leftovers', _JSON, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_imports_case_id')),
    sa.PrimaryKeyConstraint('case_id', name=op.f('pk_case_imports'))
    )
    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.add_column(sa.Column('drafter', sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column('drafted_by_org_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_cases_drafted_by_org_id'), 'organisations', ['drafted_by_org_id'], ['id'])

    with op.batch_alter_table('files', schema=None) as batch_op:
        batch_op.add_column(sa.Column('drafter', sa.String(length=20), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('files', schema=None) as batch_op:
        batch_op.drop_column('drafter')

    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_cases_drafted_by_org_id'), type_='foreignkey')
        batch_op.drop_column('drafted_by_org_id')
        batch_op.drop_column('drafter')

    op.drop_table('case_imports')
