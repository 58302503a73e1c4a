-- 10-rows: which rows the views may show. The owner's commands are not filtered; they check the
-- scope themselves.
DO $$
DECLARE
  v_table text;
BEGIN
  -- One sub-select, so that the scope is worked out once for a query and not for each row.
  FOREACH v_table IN ARRAY ARRAY['rule', 'goal', 'requirement', 'promovente',
                                 'auxiliary', 'device', 'tree', 'checkpoint', 'tally', 'tally_promovente', 'tally_hour',
                                 'arrival_minute', 'proposal', 'process_change', 'certificate', 'certificate_standing',
                                 'certificate_place', 'check_settings']
  LOOP
    EXECUTE pg_catalog.format('ALTER TABLE apoyo.%I ENABLE ROW LEVEL SECURITY', v_table);
    EXECUTE pg_catalog.format('DROP POLICY IF EXISTS scope ON apoyo.%I', v_table);
    EXECUTE pg_catalog.format(
      'CREATE POLICY scope ON apoyo.%I FOR SELECT TO apoyo_reader '
      'USING (process = ANY ((SELECT apoyo.visible_processes())::integer[]))', v_table);
    EXECUTE pg_catalog.format('GRANT SELECT ON apoyo.%I TO apoyo_reader', v_table);
  END LOOP;
  ALTER TABLE apoyo.process ENABLE ROW LEVEL SECURITY;
  DROP POLICY IF EXISTS scope ON apoyo.process;
  CREATE POLICY scope ON apoyo.process FOR SELECT TO apoyo_reader
    USING (id = ANY ((SELECT apoyo.visible_processes())::integer[]));
  GRANT SELECT ON apoyo.process TO apoyo_reader;
  -- A signature is seen with its proposal.
  ALTER TABLE apoyo.proposal_signature ENABLE ROW LEVEL SECURITY;
  DROP POLICY IF EXISTS scope ON apoyo.proposal_signature;
  CREATE POLICY scope ON apoyo.proposal_signature FOR SELECT TO apoyo_reader
    USING (proposal IN (SELECT o.id FROM apoyo.proposal AS o));
  GRANT SELECT ON apoyo.proposal_signature TO apoyo_reader;
  -- A draft is seen by who writes it, and by whoever works where it is meant for.
  ALTER TABLE apoyo.draft ENABLE ROW LEVEL SECURITY;
  DROP POLICY IF EXISTS scope ON apoyo.draft;
  CREATE POLICY scope ON apoyo.draft FOR SELECT TO apoyo_reader
    USING (changed_by = session_user OR apoyo.may_work_in(configuration ->> 'scope'));
  GRANT SELECT ON apoyo.draft TO apoyo_reader;
  -- Who works here, and when they came, is seen by who administers and who audits.
  FOREACH v_table IN ARRAY ARRAY['staff', 'staff_scope', 'staff_act', 'session'] LOOP
    EXECUTE pg_catalog.format('ALTER TABLE apoyo.%I ENABLE ROW LEVEL SECURITY', v_table);
    EXECUTE pg_catalog.format('DROP POLICY IF EXISTS administration ON apoyo.%I', v_table);
    EXECUTE pg_catalog.format(
      'CREATE POLICY administration ON apoyo.%I FOR SELECT TO apoyo_reader '
      'USING (pg_catalog.pg_has_role(session_user, ''apoyo_supervisor'', ''MEMBER'') '
      '       OR pg_catalog.pg_has_role(session_user, ''apoyo_auditor'', ''MEMBER''))', v_table);
    EXECUTE pg_catalog.format('GRANT SELECT ON apoyo.%I TO apoyo_reader', v_table);
  END LOOP;
  -- Public facts, not filtered.
  GRANT SELECT ON apoyo.demarcation, apoyo.geography, apoyo.proposal_kind, apoyo.kind,
                  apoyo.rule_member_state TO apoyo_reader;
  -- Of sections only where they lie: what the board sums up by.
  REVOKE SELECT ON apoyo.section FROM apoyo_reader;
  GRANT SELECT (geography, code, circumscription, entity, federal_district, local_district,
                municipality) ON apoyo.section TO apoyo_reader;
END
$$;
