"""Tables whose rows can be added and never changed or taken away: the database itself refuses, whoever asks.

The migration and `metadata.create_all` share this one definition.
"""

from sqlalchemy import DDL, Table, event

_REFUSAL = "{table} is append-only"

_SQLITE = (
    "CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
    "CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
    # INSERT OR REPLACE takes the old row away without asking the trigger above.
    "CREATE TRIGGER {table}_refuses_replace BEFORE INSERT ON {table} "
    "WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{refusal}'; END $$",
    "CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    "CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
)
_STATEMENTS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def statements(table: str, dialect: str) -> list[str]:
    """What makes a table append-only in this kind of database."""
    refusal = _REFUSAL.format(table=table)
    return [statement.format(table=table, refusal=refusal) for statement in _STATEMENTS[dialect]]


def protect(table: Table) -> None:
    """Make a table append-only wherever `create_all` makes it."""
    for dialect in _STATEMENTS:
        for statement in statements(table.name, dialect):
            ddl = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)
            event.listen(table, "after_create", ddl)
    # The function is no part of the table, so dropping the table leaves it behind.
    function = DDL(f"DROP FUNCTION IF EXISTS {table.name}_refuse").execute_if(dialect="postgresql")
    event.listen(table, "after_drop", function)
