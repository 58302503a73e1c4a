-- sign-proposal: signs as the second, which carries it out.
--
-- $1 bigint proposal
-- $2 text   hash of the plan that was shown, in hexadecimal
--
-- state text, reason text (null)
SELECT s.state,
       s.reason
  FROM apoyo.sign_proposal($1::bigint, decode($2::text, 'hex')) AS s;
