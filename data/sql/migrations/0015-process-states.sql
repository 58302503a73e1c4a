-- 0015-process-states: the whole life of a process. A migration of its own: a value that a type has
-- just been given cannot be used in the same transaction.
SET ROLE apoyo_owner;

ALTER TYPE apoyo.process_state ADD VALUE 'ready' BEFORE 'open';
ALTER TYPE apoyo.process_state ADD VALUE 'closing' BEFORE 'closed';
ALTER TYPE apoyo.process_state ADD VALUE 'certified' AFTER 'closed';
ALTER TYPE apoyo.process_state ADD VALUE 'archived' AFTER 'certified';

RESET ROLE;
