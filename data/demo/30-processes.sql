-- 30-processes: a revocación that all promoventes feed jointly, with as many promoventes as in
-- 2021, and a candidatura to one federal district where each needs its own threshold.
SET SESSION AUTHORIZATION ruben;
DO $demo$
DECLARE
  -- A dozen days ago, so that the board has something to tell.
  v_opens_at timestamptz := date_trunc('day', now(), 'America/Mexico_City') - interval '12 days';
  v_process integer;
  v_import bigint;
  v_given text[] := '{María Guadalupe,José Luis,Juan Carlos,Rosa María,Francisco,Margarita,Miguel Ángel,Verónica,Jesús,Leticia,Alejandro,Gabriela,Ricardo,Patricia,Fernando,Silvia,Sergio,Adriana,Eduardo,Yolanda,Roberto,Claudia,Raúl,Martha,Arturo,Sandra,Javier,Elizabeth,Óscar,Norma,Héctor,Lorena,Manuel,Araceli,Gerardo,Beatriz,Alberto,Rocío,Ernesto,Teresa,Guillermo,Irma,Rafael,Susana,Daniel,Karina,Enrique,Esther,Jaime,Maricela,Rubén,Lourdes,Andrés,Alma,Felipe,Carmen,Ignacio,Mónica,Armando,Blanca,Hugo}';
  v_surname text[] := '{Hernández,García,Martínez,López,González,Pérez,Rodríguez,Sánchez,Ramírez,Cruz,Gómez,Flores,Morales,Vázquez,Jiménez,Reyes,Díaz,Torres,Gutiérrez,Ruiz,Mendoza,Aguilar,Ortiz,Moreno,Castillo,Romero,Álvarez,Méndez,Chávez,Rivera,Juárez,Ramos,Domínguez,Herrera,Medina,Castro,Vargas,Guzmán,Velázquez,Muñoz,Rojas,Contreras,Salazar,Luna,Ortega,Guerrero,Santiago,Estrada,Bautista,Cortés,Soto,Alvarado,Espinoza,Lara,Ávila,Ríos,Cervantes,Silva,Delgado,Vega,Márquez,Sandoval,Carrillo,León,Mejía,Solís,Rosas,Ibarra,Valdez,Núñez,Campos}';
  v_name_of text := $q$
    $2[1 + (n.number * 37) %% cardinality($2)] || ' '
    || $3[1 + (n.number * 53 + n.number / 61) %% cardinality($3)] || ' '
    || $3[1 + (n.number * 29 + n.number / 71) %% cardinality($3)]$q$;
BEGIN
  PERFORM apoyo.sign_in('demo', 'demo');

  v_process := apoyo.create_process(
    'RM26', 'Revocación de mandato 2026', 'revocation',
    '{"kind": "revocation", "joint": true, "base": "nominal_list", "scope": "country",
      "percentage": "3", "rounding": "ceiling",
      "dispersion": {"level": "entity", "at_least": 17, "percentage": "3"},
      "duplicates": "first", "exclusive": true, "models": ["E", "F", "G", "H"],
      "modalities": ["auxiliary", "self"], "grace_hours": 24, "review": {"model": "findings"},
      "withdrawal": true, "hearing_days": 5, "time_zone": "America/Mexico_City",
      "cell_level": "entity"}',
    v_opens_at, v_opens_at + interval '55 days' - interval '1 second',
    'INE/CG-DEMO-1/2026', true);
  v_import := apoyo.begin_import('promoventes');
  EXECUTE format('INSERT INTO staging.%I (number, folio, name, scope)
                  SELECT n.number, ''RM-'' || to_char(n.number, ''FM00000''),' || v_name_of
                 || ', ''MX'' FROM generate_series(1, $1) AS n (number)',
                 'promoventes_' || v_import)
    USING 22419, v_given, v_surname;
  PERFORM apoyo.adopt_promoventes(v_process, v_import);
  PERFORM apoyo.declare_ready(v_process, (SELECT l.revision FROM apoyo.process_list AS l
                                           WHERE l.process = v_process));
  PERFORM apoyo.propose('open-process', v_process);

  v_process := apoyo.create_process(
    'DF26', 'Candidatura independiente, diputación federal 09-12', 'federal_deputy',
    '{"kind": "federal_deputy", "joint": false, "base": "nominal_list",
      "scope": "federal_district", "percentage": "2", "rounding": "ceiling",
      "dispersion": {"level": "section", "fraction": "1/2", "percentage": "1"},
      "duplicates": "first", "exclusive": true, "models": ["E", "F", "G", "H"],
      "modalities": ["auxiliary", "self"], "grace_hours": 24, "review": {"model": "findings"},
      "withdrawal": false, "hearing_days": 5, "time_zone": "America/Mexico_City",
      "cell_level": "section"}',
    v_opens_at, v_opens_at + interval '60 days' - interval '1 second',
    'INE/CG-DEMO-2/2026', true);
  v_import := apoyo.begin_import('promoventes');
  EXECUTE format('INSERT INTO staging.%I (number, folio, name, scope)
                  SELECT n.number, ''CI-'' || to_char(n.number, ''FM00''),'
                 || replace(v_name_of, 'n.number', '(n.number + 30000)')
                 || ', ''09-F12'' FROM generate_series(1, $1) AS n (number)',
                 'promoventes_' || v_import)
    USING 12, v_given, v_surname;
  PERFORM apoyo.adopt_promoventes(v_process, v_import);
  PERFORM apoyo.declare_ready(v_process, (SELECT l.revision FROM apoyo.process_list AS l
                                           WHERE l.process = v_process));
  PERFORM apoyo.propose('open-process', v_process);
END
$demo$;

-- Opening takes two.
SET SESSION AUTHORIZATION sofia;
DO $demo$
DECLARE
  v_proposal record;
  v_state text;
BEGIN
  PERFORM apoyo.sign_in('demo', 'demo');
  FOR v_proposal IN SELECT i.* FROM apoyo.proposal_inbox AS i ORDER BY i.process LOOP
    v_state := (SELECT s.state FROM apoyo.sign_proposal(v_proposal.proposal,
                                                        v_proposal.plan_hash) AS s);
    ASSERT v_state = 'applied', v_state;
  END LOOP;
END
$demo$;
RESET SESSION AUTHORIZATION;

-- One telephone for each promovente sends what many would. The demonstration notes whoever sends more
-- in a day than one telephone can. What goes to people at the rate that ./dev run sends at, two captures a
-- second: of RM26 those of the busiest auxiliary, with nearly a tenth of its captures, who has shown 300
-- people after little more than half an hour (the next has half as many an hour). Of DF26, where few share
-- the captures, nothing. At a higher rate others come after it, at a lower one nobody does.
UPDATE apoyo.check_settings
   SET document = jsonb_set(jsonb_set(document, '{checks,behaviour.device,use}', '"note"'),
                            '{checks,behaviour.rate,above}',
                            CASE WHEN process = (SELECT p.id FROM apoyo.process AS p
                                                  WHERE p.code = 'RM26') THEN '300'::jsonb
                                 ELSE '500' END);
