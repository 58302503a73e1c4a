-- known-inegi-codes: municipalities whose code of INEGI the version in force knows.
--
-- code text
SELECT k.code
  FROM apoyo.known_inegi_codes () AS k;
