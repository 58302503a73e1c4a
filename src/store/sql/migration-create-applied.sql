-- migration-create-applied: one row for each migration that the database has had.
CREATE TABLE IF NOT EXISTS apoyo_migration.applied (
  number     integer     PRIMARY KEY,
  name       text        NOT NULL,
  checksum   text        NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  applied_by text        NOT NULL DEFAULT session_user
)
