-- 00-refusals: every refusal of a command: its SQLSTATE, what happened, and what to do about it.
--
-- %1$s, %2$s stand for what the command names. AP0 who asks, AP1 processes and people,
-- AP2 imports, AP3 intake, AP4 validation, AP5 ledger, AP6 staff, AP7 acts of two people.
SET ROLE apoyo_owner;

DELETE FROM apoyo.refusal;
INSERT INTO apoyo.refusal (code, message, hint) VALUES
('AP001', 'Your role may not do this', 'Ask a supervisor for the role %1$s'),
('AP002', 'Nobody has signed in on this connection', 'Sign in first'),
('AP003', 'The account %1$s is not active staff', 'Ask who administers the staff'),
('AP004', 'The version and the workstation cannot be empty', 'Sign in with both'),
('AP005', 'Process %1$s is outside your scope', 'Ask a supervisor to extend your scope'),
('AP101', 'There is no process %1$s', 'Choose another process'),
('AP102', 'Process %1$s is %2$s, and this needs it to be %3$s', 'Look at the state of the process'),
('AP103', 'The rule is not complete: %1$s', 'Correct the rule'),
('AP104', 'The code %1$s is already another process''s', 'Choose another code'),
('AP105', 'The period ends before it begins', 'Correct the dates'),
('AP106', 'The period of process %1$s is over', 'Extend the period by an acuerdo first'),
('AP107', 'Process %1$s has no promovente', 'Register at least one'),
('AP108', 'There is no demarcation %1$s in the geography of the process', 'Correct the scope'),
('AP109', 'Promovente %1$s or folio %2$s is already registered', 'Choose another number or folio'),
('AP110', 'There is no promovente %2$s in process %1$s', 'Choose a registered promovente'),
('AP111', 'There is no geography yet', 'Import the demarcations first'),
('AP112', 'Process %1$s still waits for supports until %2$s', 'Close it after that time'),
('AP113', '%2$s supports of process %1$s are not decided yet', 'Empty the queues, then close'),
('AP114', 'The scope %1$s is not a %2$s, as the rule says', 'Correct the scope'),
('AP115', 'The code %1$s cannot be used', 'Use 2 to 12 capital letters and digits'),
('AP116', 'The text %1$s cannot be empty', 'Fill it in'),
('AP117', 'This access key cannot be registered twice', 'Issue another key'),
('AP118', 'A goal that all promoventes feed must count each citizen once',
          'Make the rule exclusive between promoventes'),
('AP119', 'The rule of process %1$s asks for %2$s demarcations, and there are %3$s',
          'Correct the rule: nobody could ever reach it'),
('AP150', 'Process %1$s was changed by %2$s at %3$s', 'See what changed, then do it again'),
('AP158', 'Process %1$s collects until %2$s', 'Begin to close it after that time'),
('AP201', 'There is no import %1$s of kind %2$s that you may adopt', 'Begin an import first'),
('AP202', 'The file cannot be taken. Line %2$s: %3$s %4$s (problems in all: %1$s)',
          'Correct the file and import it again'),
('AP203', 'The import is empty', 'Copy the rows first'),
('AP204', 'There is no kind of import called %1$s', 'Use roll, promoventes, geography or sections'),
('AP205', 'There is no version %1$s of the geography', 'Choose one of apoyo.geography_versions'),
('AP206', 'Version %1$s of the geography is no draft any more', 'Import a new version'),
('AP207', 'The geography in force is now %1$s, and the differences were looked at with %2$s',
          'Look at the differences again, then adopt it'),
('AP208', 'There is no demarcation %1$s in version %2$s of the geography', 'Correct the code'),
('AP209', 'A total cannot be %1$s', 'Correct the total'),
('AP210', 'A nominal list cannot have the cut-off %1$s', 'Give a date that has come'),
('AP211', 'Version %2$s of the geography has a nominal list of %1$s already',
          'Lists once adopted do not change: use another date or version'),
('AP212', 'There is no nominal list of %1$s for version %2$s of the geography', 'Import it first'),
('AP213', 'There is no coding of municipalities called %1$s', 'Use ine or inegi'),
('AP214', 'No municipality has the code %1$s in the coding %2$s', 'Correct the codes'),
('AP301', 'This access key is not valid', 'Check the key, or ask for another one'),
('AP302', 'This device may not send supports for promovente %1$s', 'Register the device again'),
('AP303', 'Process %1$s does not take supports: it is %2$s', 'Look at the state of the process'),
('AP304', 'Process %1$s takes supports from %2$s on', 'Send it again after that time'),
('AP305', 'Process %1$s does not take supports of modality %2$s', 'Use another modality'),
('AP306', 'The folio is already in use', 'Draw another folio and send it again'),
('AP307', 'A support has four pictures, %1$s were sent', 'Send front, back, selfie and signature'),
('AP308', 'This device was registered before', 'Draw another token'),
('AP309', 'The label of a device has at most 100 characters', 'Use a shorter one'),
('AP310', 'The key directory has another key for process %1$s than the one it was begun with',
          'Restore process-%1$s.key from a copy made after the process began'),
('AP311', 'The key directory has lost the key of process %1$s, which is in use',
          'Restore process-%1$s.key from a copy made after the process began'),
('AP401', 'Support %1$s is not in validation by attempt %2$s', 'Drop the result, it came too late'),
('AP402', 'There is no verdict called %1$s', 'Use acceptable, in_review, rejected or late'),
('AP403', 'The cause %1$s does not reject a support', 'Use a situation that does not count'),
('AP404', 'An acceptable support needs a person of the roll', 'Match it first'),
('AP405', 'A person of the roll and a citizen key go together', 'Give both or none'),
('AP406', 'There is no person %1$s in the roll', 'Match it again'),
('AP407', 'The findings are not a list of codes', 'Send [{"code": …}, …]'),
('AP408', 'There is no support %1$s', 'Look the folio up again'),
('AP409', 'The demarcation of support %1$s cannot be changed by two commands at once',
          'Try again'),
('AP501', 'Another ledger leads', 'Wait until it ends'),
('AP502', 'The tree of process %1$s has size %2$s, not %3$s', 'Read the tree again'),
('AP503', 'Piece %2$s of the tiles of process %1$s does not follow what is stored',
          'Read the tree again'),
('AP504', 'Process %1$s has already a checkpoint of size %2$s with another root',
          'Stop the ledger and compare the tree with the log'),
('AP601', 'The account name %1$s cannot be used',
          'Use 2 to 31 small letters, digits and _, and none of the system''s names'),
('AP602', 'This is no SCRAM-SHA-256 verifier', 'Have the program make one from the password'),
('AP603', 'There is nobody called %1$s on the staff', 'Choose somebody else'),
('AP604', 'Nobody administers their own account', 'Ask another supervisor'),
('AP605', 'Your own scope does not hold this one', 'Ask a supervisor of wider scope'),
('AP606', 'The account name %1$s is taken', 'Choose another'),
('AP607', 'There is a supervisor already', 'Ask them to add the account'),
('AP608', 'The account %1$s is disabled already', 'Nothing needs to be done'),
('AP609', 'The account %1$s is active already', 'Nothing needs to be done'),
('AP610', 'There is no group %1$s that staff may belong to', 'Choose one of the seven groups'),
('AP611', 'Nobody may hold %1$s together with %2$s', 'Take the other group away first'),
('AP612', 'A scope is a process or an entity', 'Grant two scopes'),
('AP613', 'There is no entity %1$s', 'Use its number, 01 to 32'),
('AP614', 'There is no scope %1$s that could be ended', 'Choose another'),
('AP701', 'There is no act of two people called %1$s', 'Choose another'),
('AP702', 'The act %1$s takes no details', 'Leave them out'),
('AP703', 'Proposal %1$s for the same already waits for a second signature',
          'Have it signed or refused first'),
('AP704', 'There is no proposal %1$s', 'Choose another'),
('AP705', 'Proposal %1$s is %2$s already', 'Look at how it ended'),
('AP706', 'Proposal %1$s is not what you were shown', 'Read its plan again'),
('AP707', 'You have signed proposal %1$s already', 'Somebody else signs it second');

-- Raises the refusal p_code; never returns. The names go along as a JSON array, so that a program
-- can say the sentence in the language of whoever reads it.
CREATE OR REPLACE FUNCTION apoyo.refuse(p_code text, VARIADIC p_names text[] DEFAULT '{}')
RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  v_refusal apoyo.refusal;
BEGIN
  SELECT r.* INTO STRICT v_refusal FROM apoyo.refusal AS r WHERE r.code = p_code;
  RAISE EXCEPTION USING
    ERRCODE = p_code,
    MESSAGE = format(v_refusal.message, VARIADIC p_names),
    DETAIL = to_json(p_names)::text,
    HINT = format(v_refusal.hint, VARIADIC p_names);
END
$$;

RESET ROLE;
