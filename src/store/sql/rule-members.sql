-- rule-members: which members of a configuration may still change in which state.
--
-- member text (path of the configuration's document), state text
SELECT a.member,
       a.state
  FROM apoyo.rule_member_list AS a
 ORDER BY a.member, a.state;
