-- 0030-judgements: why supports count or do not, as the acts that decided it left it.
SET ROLE apoyo_owner;

-- By which articles a version of the rule counts: the catalogue of kinds may say more or other one
-- day, and what was counted by this version was counted by these. 13-kinds fills what is there.
ALTER TABLE apoyo.rule ADD articles jsonb;

-- One row for each act that changed what a support is or which of the citizen's captures it is: what
-- went in, some 300 bytes, and what the act made of it. The tree itself, ten times as much, is not
-- kept: apoyo.counting_tree makes it of the facts and the version of the rule, today and years on, and
-- what the act decided here shows whether it is the same answer.
CREATE TABLE apoyo.judgement (
  support      bigint NOT NULL,
  event        bigint NOT NULL, -- of the act, in the public log
  process      integer NOT NULL,
  rule_version integer NOT NULL,
  engine       smallint NOT NULL,
  facts        jsonb NOT NULL, -- figures, codes and words of a closed vocabulary
  grounds      apoyo.grounds NOT NULL,
  rank         apoyo.rank NOT NULL,
  PRIMARY KEY (support, event),
  FOREIGN KEY (support, process) REFERENCES apoyo.support (id, process),
  FOREIGN KEY (process, rule_version) REFERENCES apoyo.rule (process, version)
);

-- They told less.
DROP FUNCTION IF EXISTS
  apoyo.rank_captures(integer, integer, bytea, boolean),
  apoyo.append_move(apoyo.support, text, text, apoyo.situation, bytea, bytea),
  apoyo.rule_moves(apoyo.rule, apoyo.rule, apoyo.closing[], apoyo.closing[]);

RESET ROLE;
