-- 0027-revisions: whoever changes what somebody else changed meanwhile is told, here too.
SET ROLE apoyo_owner;

-- Each replacement of a list is another one. Totals need none: the figure itself is what was seen.
ALTER TABLE apoyo.exception_list
  ADD COLUMN revision integer NOT NULL DEFAULT 1 CHECK (revision > 0);

-- They took no word of what their caller had looked at.
DROP FUNCTION IF EXISTS
  apoyo.set_promovente_state(integer, integer, text[], text, text, text, text),
  apoyo.suspend_promovente(integer, integer, text, text),
  apoyo.reinstate_promovente(integer, integer, text, text),
  apoyo.withdraw_promovente(integer, integer, text, text),
  apoyo.state_published_total(integer, text, bigint),
  apoyo.store_exception_list(integer, text, text, text, text[]);
-- It tells the revision now.
DROP FUNCTION IF EXISTS apoyo.exception_lists(integer);

RESET ROLE;
