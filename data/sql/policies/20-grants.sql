-- 20-grants: what each role may do, whole and in one place. What is not named here, nobody may.
--
-- tests/sql/matrix.csv is this list as the catalogue has it.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA apoyo
  FROM PUBLIC, apoyo_reader, apoyo_setup, apoyo_watch, apoyo_reviewer, apoyo_supervisor,
       apoyo_closer, apoyo_auditor, apoyo_hearing, apoyo_intake, apoyo_validator, apoyo_ledger,
       apoyo_evidence;
REVOKE ALL ON apoyo.board_process, apoyo.board_promovente, apoyo.board_cell, apoyo.board_goal,
              apoyo.board_requirement, apoyo.board_place, apoyo.board_hour, apoyo.board_minute,
              apoyo.proposal_list, apoyo.proposal_inbox, apoyo.staff_list,
              apoyo.staff_history,
              apoyo.staff_scope_list, apoyo.process_list, apoyo.rule_history,
              apoyo.process_history, apoyo.process_timeline, apoyo.kind_list, apoyo.draft_list,
              apoyo.promovente_setup_list, apoyo.auxiliary_list, apoyo.rule_member_list,
              apoyo.certificate_list, apoyo.certificate_standing_list,
              apoyo.certificate_place_list
  FROM PUBLIC, apoyo_setup, apoyo_watch, apoyo_reviewer, apoyo_supervisor, apoyo_closer,
       apoyo_auditor, apoyo_hearing, apoyo_intake, apoyo_validator, apoyo_ledger,
       apoyo_evidence;

-- Everybody on the staff signs in, and changes their own password.
GRANT EXECUTE ON FUNCTION apoyo.sign_in(text, text), apoyo.change_own_password(text)
   TO apoyo_setup, apoyo_watch, apoyo_reviewer, apoyo_supervisor, apoyo_closer, apoyo_auditor,
      apoyo_hearing;

-- The board. visible_processes stands in its policies, and whoever reads executes it.
GRANT SELECT ON apoyo.board_process, apoyo.board_promovente, apoyo.board_cell,
                apoyo.board_goal, apoyo.board_requirement, apoyo.board_place, apoyo.board_hour,
                apoyo.board_minute
   TO apoyo_setup, apoyo_watch, apoyo_supervisor, apoyo_closer, apoyo_auditor, apoyo_hearing;
GRANT EXECUTE ON FUNCTION apoyo.visible_processes()
   TO apoyo_setup, apoyo_watch, apoyo_supervisor, apoyo_closer, apoyo_auditor, apoyo_hearing;

-- The processes and how they came to be as they are.
GRANT SELECT ON apoyo.process_list, apoyo.rule_history, apoyo.process_history,
                apoyo.process_timeline, apoyo.promovente_setup_list, apoyo.auxiliary_list,
                apoyo.rule_member_list, apoyo.certificate_list,
                apoyo.certificate_standing_list, apoyo.certificate_place_list
   TO apoyo_setup, apoyo_supervisor, apoyo_closer, apoyo_auditor;
GRANT EXECUTE ON FUNCTION apoyo.display_name(name)
   TO apoyo_setup, apoyo_supervisor, apoyo_closer, apoyo_auditor;

-- Configurations: written by the setup staff, looked at by whoever answers for a process.
GRANT EXECUTE ON FUNCTION
  apoyo.save_draft(bigint, integer, jsonb, integer, uuid),
  apoyo.discard_draft(bigint, integer),
  apoyo.restore_draft(bigint),
  apoyo.check_configuration(jsonb),
  apoyo.preview_configuration(jsonb),
  apoyo.create_configured_process(jsonb, bigint, integer)
   TO apoyo_setup;
GRANT EXECUTE ON FUNCTION
  apoyo.check_process(integer),
  apoyo.process_configuration(integer, boolean),
  apoyo.configuration_difference(jsonb, jsonb),
  apoyo.may_work_in(text)
   TO apoyo_setup, apoyo_supervisor, apoyo_closer, apoyo_auditor;
GRANT SELECT ON apoyo.kind_list, apoyo.draft_list
   TO apoyo_setup, apoyo_supervisor, apoyo_closer, apoyo_auditor;

GRANT EXECUTE ON FUNCTION
  apoyo.declare_ready(integer, integer),
  apoyo.back_to_draft(integer, integer, text),
  apoyo.amend_process(integer, integer, jsonb, text, text),
  apoyo.change_rule(integer, integer, jsonb, jsonb, text, text),
  apoyo.change_checks(integer, integer, jsonb, text, text)
   TO apoyo_setup;
GRANT SELECT ON apoyo.check_settings_list
   TO apoyo_setup, apoyo_supervisor, apoyo_closer, apoyo_auditor, apoyo_hearing;
GRANT EXECUTE ON FUNCTION apoyo.open_examination(bigint), apoyo.read_examination(text)
   TO apoyo_supervisor, apoyo_auditor;
GRANT EXECUTE ON FUNCTION
  apoyo.rule_effect(integer, jsonb, timestamptz, timestamptz, boolean),
  apoyo.own_windows_effect(integer, interval),
  apoyo.window_effect(integer, integer, timestamptz, timestamptz)
   TO apoyo_setup, apoyo_supervisor, apoyo_closer, apoyo_auditor;
GRANT EXECUTE ON FUNCTION apoyo.begin_closing(integer, text) TO apoyo_closer;

GRANT EXECUTE ON FUNCTION
  apoyo.create_process(text, text, text, jsonb, timestamptz, timestamptz, text, boolean),
  apoyo.begin_import(text, bytea),
  apoyo.import_problems(bigint),
  apoyo.import_changes(bigint),
  apoyo.import_adopted(bigint),
  apoyo.known_inegi_codes(),
  apoyo.adopt_roll(bigint),
  apoyo.adopt_geography(bigint),
  apoyo.draft_geography(bigint, text),
  apoyo.adopt_geography_version(integer, integer),
  apoyo.discard_geography(integer),
  apoyo.state_published_total(integer, text, bigint, bigint),
  apoyo.begin_nominal_list(integer, date),
  apoyo.adopt_nominal_list(bigint),
  apoyo.store_exception_list(integer, text, integer, text, text, text[]),
  apoyo.rename_exception_list(integer, text, integer, text),
  apoyo.remove_exception_list(integer, text, integer)
   TO apoyo_setup;

-- Promoventes and auxiliaries.
GRANT EXECUTE ON FUNCTION
  apoyo.next_promovente_number(integer),
  apoyo.register_promovente(integer, integer, text, text, text),
  apoyo.change_promovente(integer, integer, integer, text, text, text),
  apoyo.remove_promovente(integer, integer, integer, text),
  apoyo.suspend_promovente(integer, integer, integer, text, text),
  apoyo.reinstate_promovente(integer, integer, integer, text, text),
  apoyo.withdraw_promovente(integer, integer, integer, text, text),
  apoyo.set_promovente_window(integer, integer, integer, timestamptz, timestamptz, text, text),
  apoyo.extend_own_windows(integer, integer, interval, text, text),
  apoyo.register_auxiliary(integer, integer, bytea, bytea),
  apoyo.register_auxiliaries(integer, integer[], bytea[]),
  apoyo.issue_auxiliary_key(bigint, bytea, text),
  apoyo.revoke_auxiliary(bigint, text),
  apoyo.begin_people_import(text, integer),
  apoyo.adopt_promoventes(integer, bigint),
  apoyo.adopt_auxiliaries(integer, bigint)
   TO apoyo_setup;

-- The geography is public; who works with it sees its drafts too.
GRANT EXECUTE ON FUNCTION
  apoyo.geography_versions(),
  apoyo.geography_list(),
  apoyo.geography_tree(integer, date),
  apoyo.exception_lists(integer),
  apoyo.geography_changes(integer, integer),
  apoyo.geography_difference(integer, integer),
  apoyo.geography_quality(integer),
  apoyo.geography_sections(integer),
  apoyo.nominal_lists(integer),
  apoyo.nominal_list_at(integer, date),
  apoyo.exception_municipalities(integer)
   TO apoyo_setup, apoyo_watch, apoyo_supervisor, apoyo_auditor;

-- Who works here.
GRANT EXECUTE ON FUNCTION
  apoyo.add_staff(name, text, text),
  apoyo.admit_staff(name, text, text, name[], boolean, integer, text, timestamptz),
  apoyo.disable_staff(name),
  apoyo.enable_staff(name),
  apoyo.reset_password(name, text),
  apoyo.grant_group(name, name),
  apoyo.revoke_group(name, name),
  apoyo.grant_scope(name, integer, text, timestamptz, timestamptz, boolean),
  apoyo.end_scope(bigint)
   TO apoyo_supervisor;
GRANT SELECT ON apoyo.staff_list, apoyo.staff_scope_list, apoyo.staff_history
   TO apoyo_supervisor, apoyo_auditor;
-- What touches PostgreSQL's own roles: called by those commands, and by nobody who can log in.
GRANT EXECUTE ON FUNCTION
  apoyo.role_groups(),
  apoyo.role_is_name(name),
  apoyo.role_is_verifier(text),
  apoyo.role_create(name, text),
  apoyo.role_set_verifier(name, text),
  apoyo.role_set_login(name, boolean),
  apoyo.role_set_group(name, name, boolean),
  apoyo.role_end_sessions(name)
   TO apoyo_owner;

-- Acts of two people; each kind says whose right it is.
GRANT EXECUTE ON FUNCTION
  apoyo.propose(text, integer, jsonb),
  apoyo.sign_proposal(bigint, bytea),
  apoyo.refuse_proposal(bigint, text)
   TO apoyo_setup, apoyo_closer, apoyo_supervisor;
GRANT EXECUTE ON FUNCTION apoyo.allow_key_destruction(integer, bytea) TO apoyo_closer;
GRANT SELECT ON apoyo.proposal_list, apoyo.proposal_inbox
   TO apoyo_setup, apoyo_supervisor, apoyo_closer, apoyo_auditor;

GRANT EXECUTE ON FUNCTION
  apoyo.recount_supports(integer), apoyo.recount_log(integer), apoyo.recount_tally(integer),
  apoyo.check_log(integer), apoyo.check_counting(integer), apoyo.check_ranks(integer),
  apoyo.audit_tiles(integer, integer[], bigint[]), apoyo.recount_pending(integer), apoyo.audit_tree(integer),
  apoyo.audit_leaves(integer, bigint, integer)
   TO apoyo_auditor, apoyo_supervisor, apoyo_ledger;

GRANT EXECUTE ON FUNCTION apoyo.pin_shared_key(text, bytea)
   TO apoyo_intake, apoyo_validator, apoyo_evidence, apoyo_ledger, apoyo_setup;

GRANT EXECUTE ON FUNCTION
  apoyo.register_device(bytea, bytea, text),
  apoyo.authenticate_device(bytea),
  apoyo.receive_support(uuid, integer, integer, bigint, bytea, text, text, timestamptz,
                        timestamptz, bytea[], bytea, bytea),
  apoyo.support_status(text, bigint),
  apoyo.pin_process_key(integer, bytea),
  apoyo.known_captures(integer[], uuid[]),
  apoyo.public_processes(),
  apoyo.public_checkpoint(integer)
   TO apoyo_intake;

GRANT EXECUTE ON FUNCTION
  apoyo.pin_process_key(integer, bytea),
  apoyo.claim_validation(text, integer, interval),
  apoyo.renew_validation(bigint, integer, interval),
  apoyo.may_show_claim(bigint, integer),
  apoyo.give_up_validation(bigint, integer, text),
  apoyo.return_validation(bigint, integer),
  apoyo.match_roll(bytea, bytea, bytea, bytea),
  apoyo.note_habits(bigint, integer, integer, integer, jsonb, bytea),
  apoyo.record_findings(bigint, integer, text, text, text, bigint, bytea, jsonb, bytea, bytea, text,
                        bytea)
   TO apoyo_validator;

GRANT EXECUTE ON FUNCTION
  apoyo.ledger_lead(),
  apoyo.ledger_pass(xid8, integer, integer[]),
  apoyo.ledger_trees(),
  apoyo.ledger_tree(integer),
  apoyo.ledger_leaves(integer, bigint, integer),
  apoyo.ledger_store_tree(integer, bigint, bytea, bytea[], integer[], bigint[], integer[],
                          bytea[]),
  apoyo.store_checkpoint(integer, bigint, bytea, text),
  apoyo.ledger_notify(integer[])
   TO apoyo_ledger;

-- One support by itself. Setup staff has nothing to do with what citizens support.
GRANT EXECUTE ON FUNCTION
  apoyo.find_support(text),
  apoyo.support_dossier(bigint),
  apoyo.replay_counting(bigint),
  apoyo.open_evidence(bigint, text[], text)
   TO apoyo_supervisor, apoyo_auditor, apoyo_hearing;
GRANT EXECUTE ON FUNCTION
  apoyo.open_search(integer, text),
  apoyo.stuck_work(integer)
   TO apoyo_supervisor, apoyo_auditor;
GRANT EXECUTE ON FUNCTION
  apoyo.set_support_flag(bigint, text, text, text),
  apoyo.lift_support_flag(bigint, text, text, text),
  apoyo.requeue_work(bigint, text)
   TO apoyo_supervisor;
GRANT EXECUTE ON FUNCTION
  apoyo.open_registration(integer),
  apoyo.open_auxiliary_import(integer)
   TO apoyo_setup;
GRANT EXECUTE ON FUNCTION apoyo.find_service(text)
   TO apoyo_supervisor, apoyo_auditor, apoyo_hearing, apoyo_setup;
GRANT EXECUTE ON FUNCTION
  apoyo.use_evidence_ticket(bigint, bytea, text, text),
  apoyo.begin_search(bigint, bytea, bytea),
  apoyo.finish_search(bigint, bytea, integer[], bytea[]),
  apoyo.register_auxiliary_by_ticket(bigint, bytea, integer, bytea, bytea),
  apoyo.stage_auxiliaries(bigint, bytea, integer[], text[], text[], text[]),
  apoyo.announce_service(text, text)
   TO apoyo_evidence;
