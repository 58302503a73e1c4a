-- set-promovente-window: gives a promovente a window of its own, or extends the one it has.
--
-- $1 integer     process
-- $2 integer     promovente
-- $3 integer     revision that was looked at
-- $4 timestamptz beginning, null: as the process
-- $5 timestamptz end, null: as the process
-- $6 text        acuerdo (needed once the process is open)
-- $7 text        reason (the same)
SELECT apoyo.set_promovente_window ($1::integer, $2::integer, $3::integer, $4::timestamptz,
                                    $5::timestamptz, $6::text, $7::text);
