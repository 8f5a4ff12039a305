"""The SQLite store: schema, migrations, all SQL, verification."""
