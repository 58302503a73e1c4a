-- 0039-outdated-limits: limits of checks that people set for figures which the program measures otherwise
-- by now.
SET ROLE apoyo_owner;

ALTER TABLE apoyo.check_settings
  -- What shipped when the version was made, by check; null: it was made before that was kept.
  ADD shipped jsonb,
  -- Of the newest version: the checks whose limits somebody set when others shipped.
  ADD outdated text[] NOT NULL DEFAULT '{}';

RESET ROLE;
