-- migration-create-recreated: the one state of functions, views and policies in the database.
CREATE TABLE IF NOT EXISTS apoyo_migration.recreated (
  one        boolean     PRIMARY KEY DEFAULT true CHECK (one),
  checksum   text        NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
)
