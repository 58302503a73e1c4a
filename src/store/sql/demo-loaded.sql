-- demo-loaded: whether the demonstration is there already.
--
-- loaded boolean
SELECT EXISTS (SELECT FROM apoyo.process AS p WHERE p.code = 'RM26') AS loaded;
