-- support-dossier: everything that is known about one support, as one document.
--
-- $1 bigint support
--
-- dossier text: JSON
SELECT apoyo.support_dossier ($1::bigint)::text AS dossier;
