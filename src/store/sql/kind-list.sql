-- kind-list: the kinds of process with what the law gives each.
--
-- kind text, document text, basis text, window_days integer, promovente_word text
SELECT k.kind,
       k.document::text AS document,
       k.basis::text AS basis,
       k.window_days,
       k.promovente_word
  FROM apoyo.kind_list AS k
 ORDER BY k.place;
