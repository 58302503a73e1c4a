-- migration-create-schema: where the migrator keeps what it has done.
CREATE SCHEMA IF NOT EXISTS apoyo_migration
