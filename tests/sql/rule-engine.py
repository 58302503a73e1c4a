"""The rule engine of the database and that of core against a model that counts everything one by
one, with exact fractions, on random geographies and random rules.

    rule-engine.py APOYOCTL RULE-ENGINE [--seed N]

The seed is fixed, and printed, so that a failure comes again.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import itertools
import json
import math
import os
import pathlib
import random
import subprocess
import sys
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import tap

if sys.argv[1] != "--inside":
    os.execv(sys.argv[1], [sys.argv[1], "cluster", "run", "--migrate", "--", sys.executable,
                           __file__, "--inside", *sys.argv[2:]])
ENGINE = sys.argv[2]
SEED = int(sys.argv[sys.argv.index("--seed") + 1]) if "--seed" in sys.argv else 20211225
chance = random.Random(SEED)
print(f"# seed {SEED}")

LEVELS = ["country", "circumscription", "entity", "federal_district", "local_district",
          "municipality", "section"]
GEOGRAPHIES = 8
RULES = 60  # on each geography


def psql(sql):
    done = subprocess.run(["psql", "-qAtX", "-v", "ON_ERROR_STOP=1"], input=sql,
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def literal(text):
    return "'" + text.replace("'", "''") + "'"


def ask_core(requests):
    done = subprocess.run([ENGINE], input="".join(json.dumps(r) + "\n" for r in requests),
                          capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


# The model. It knows fractions and lists, nothing of SQL, and shares no formula with what it tests.

def rounded(value, rounding):
    if rounding == "ceiling":
        return math.ceil(value)
    if rounding == "floor":
        return math.floor(value)
    whole, rest = divmod(value, 1)
    return int(whole) + (1 if rest >= Fraction(1, 2) else 0)


def share_of(count, percentage, rounding):
    return rounded(Fraction(count) * Fraction(percentage) / 100, rounding)


def least_number(total, fraction):
    """How many of them are at least that fraction, by counting up."""
    return next(n for n in range(total + 1) if Fraction(n, total) >= Fraction(fraction))


def expected(sections, rule, scopes, cutoff):
    """The goals {scope: [base, required, demarcations, needed]} and requirements
    {(scope, demarcation): [base, required]}."""
    figure = (rule["base"], cutoff)
    dispersion = rule.get("dispersion")
    level = dispersion["level"] if dispersion else "entity"
    percentage = dispersion["percentage"] if dispersion else rule["percentage"]
    goals, requirements = {}, {}
    for scope in {""} if rule["joint"] else set(scopes):
        inside = [s for s in sections if scope in ("", "MX") or scope in s["codes"].values()]
        places = {}
        for section in inside:
            places.setdefault(section["codes"][level], []).append(section[figure])
        base = sum(s[figure] for s in inside)
        needed = 0
        if dispersion:
            needed = dispersion.get("at_least") or least_number(len(places), dispersion["fraction"])
        goals[scope] = [base, share_of(base, rule["percentage"], rule["rounding"]),
                        len(places) if dispersion else 0, needed]
        for place, figures in places.items():
            requirements[scope, place] = [sum(figures),
                                          share_of(sum(figures), percentage, rule["rounding"])]
    return goals, requirements


def may_disperse(level, scope):
    """Whether demarcations of a level divide one of the scope's."""
    if level == scope:
        return False
    return LEVELS.index(level) > LEVELS.index(scope) or level not in LEVELS[:3]


def inside(section, scope):
    return scope == "MX" or scope in section["codes"].values()


def expected_preview(sections, rule, scope, cutoff):
    """What the configuration of such a process comes to, and what can never be reached in it."""
    figure, dispersion = (rule["base"], cutoff), rule.get("dispersion")
    level = dispersion["level"] if dispersion else rule["scope"]
    percentage = (dispersion or rule)["percentage"]
    goals = {}
    for section in (s for s in sections if inside(s, scope)):
        goal = goals.setdefault("" if rule["joint"] else section["codes"][rule["scope"]], {})
        goal.setdefault(section["codes"][level], []).append(section)
    sums, places, wrong = [], [], {}
    for name, goal in goals.items():
        base = sum(s[figure] for ss in goal.values() for s in ss)
        electors = sum(s["nominal_list", None] for ss in goal.values() for s in ss)
        required = share_of(base, rule["percentage"], rule["rounding"])
        needed, reachable = 0, 0
        if dispersion:
            needed = dispersion.get("at_least") or least_number(len(goal), dispersion["fraction"])
        for ss in goal.values():
            count = sum(s[figure] for s in ss)
            least = share_of(count, percentage, rule["rounding"])
            places.append((count, least))
            reachable += sum(s["nominal_list", None] for s in ss) >= max(least, 1)
        sums.append((base, required, needed))
        for code, so in (("AP132", required == 0), ("AP130", required > electors),
                         ("AP129", needed > len(goal)),
                         ("AP131", reachable < needed <= len(goal))):
            if so:
                wrong.setdefault(code, []).append(name)
    same = lambda place: sums[0][place] if len({s[place] for s in sums}) == 1 else None
    wants = sorted(least for _, least in places)
    return [same(0), same(1), len(places) if dispersion else 0, same(2)] + (
        [wants[0], wants[math.ceil(len(wants) / 2) - 1], sum(c < 100 for c, _ in places)]
        if dispersion else [None] * 3), {
            code: "error" if len(names) == len(goals) else "warning"
            for code, names in wrong.items()}, sorted(count for count, _ in places)


# Random worlds.

def random_sections():
    sections = []
    for entity in chance.sample(range(1, 33), chance.randint(1, 4)):
        name, numbers = f"{entity:02}", [chance.randint(1, 4) for _ in range(3)]
        circumscription = f"C{chance.randint(1, 5)}"
        for number in range(1, chance.randint(1, 14) + 1):
            section = {"codes": {
                "country": "MX", "circumscription": circumscription, "entity": name,
                "federal_district": f"{name}-F{chance.randint(1, numbers[0]):02}",
                "local_district": f"{name}-L{chance.randint(1, numbers[1]):02}",
                "municipality": f"{name}-M{chance.randint(1, numbers[2]):03}",
                "section": f"{name}-S{number:04}"}}
            for cutoff in (None, "2025-08-31"):
                electors = chance.choice([0, 1, 7, 33, 99, 100, 101, 150,
                                          chance.randint(0, 4000), chance.randint(0, 10 ** 7)])
                section["nominal_list", cutoff] = electors
                section["roll", cutoff] = electors + chance.choice([0, 1, chance.randint(0, 999)])
            sections.append(section)
    return sections


def store(geography, sections):
    """The SQL that puts them in force as that version."""
    rows = {("MX", "country", None, None)}
    for section in sections:
        codes, entity = section["codes"], section["codes"]["entity"]
        rows.add((codes["circumscription"], "circumscription", "MX", None))
        rows.add((entity, "entity", codes["circumscription"], entity))
        for level in LEVELS[3:]:
            rows.add((codes[level], level, entity, entity))
    text = lambda value: "NULL" if value is None else literal(str(value))
    sql = [f"INSERT INTO apoyo.geography (name, drafted_by, adopted_by, adopted_at) "
           f"VALUES ('World {geography}', 'ruben', 'ruben', clock_timestamp());"]
    for code, level, parent, entity in sorted(rows, key=lambda r: LEVELS.index(r[1])):
        sql.append(f"INSERT INTO apoyo.demarcation (geography, code, level, name, parent, entity, "
                   f"nominal_list) VALUES ({geography}, {text(code)}, {text(level)}, 'x', "
                   f"{text(parent)}, {text(entity)}, 0);")
    for section in sections:
        sql.append("INSERT INTO apoyo.section (geography, code, entity, circumscription, "
                   "municipality, federal_district, local_district, nominal_list, roll) VALUES ("
                   + ", ".join([str(geography), *(text(section["codes"][level]) for level in (
                       "section", "entity", "circumscription", "municipality", "federal_district",
                       "local_district")), str(section["nominal_list", None]),
                       str(section["roll", None])]) + ");")
    sql.append(f"INSERT INTO apoyo.nominal_cutoff (geography, cutoff, adopted_by) "
               f"VALUES ({geography}, '2025-08-31', 'ruben');")
    for section in sections:
        sql.append(f"INSERT INTO apoyo.nominal_section VALUES ({geography}, '2025-08-31', "
                   f"{text(section['codes']['section'])}, "
                   f"{section['nominal_list', '2025-08-31']}, {section['roll', '2025-08-31']});")
    return "\n".join(sql)


def random_percentage():
    return chance.choice(["3", "1", "2", "0.26", "0.13", "100", "0.000001", "33.333333", "50",
                          "12.5", "99.999999", f"{chance.randint(1, 99)}.{chance.randint(0, 999)}"])


def random_fraction():
    bottom = chance.randint(1, 12)
    return f"{chance.randint(1, bottom)}/{bottom}"


def random_rule():
    rule = {"kind": "revocation", "joint": chance.random() < 0.4,
            "base": chance.choice(["nominal_list", "roll"]), "scope": chance.choice(LEVELS),
            "percentage": random_percentage(),
            "rounding": chance.choice(["ceiling", "ceiling", "floor", "half_up"]),
            "duplicates": "first", "exclusive": True, "models": ["G"], "modalities": ["auxiliary"],
            "grace_hours": 24, "review": {"model": "all"}, "withdrawal": False, "hearing_days": 5,
            "time_zone": "America/Mexico_City", "cell_level": "section"}
    levels = [level for level in LEVELS if may_disperse(level, rule["scope"])]
    if levels and chance.random() < 0.8:
        rule["dispersion"] = {"level": chance.choice(levels), "percentage": random_percentage()}
        if chance.random() < 0.5:
            rule["dispersion"]["at_least"] = chance.randint(1, 9)
        else:
            rule["dispersion"]["fraction"] = random_fraction()
    if chance.random() < 0.5:
        rule["cutoff"] = "2025-08-31"
    return rule


def spoiled(rule):
    """A rule with one thing changed, mostly for the worse."""
    rule = json.loads(json.dumps(rule))
    values = [None, True, False, 0, 1, -1, 24, 721, 3.5, "", "3", "0", "1/2", "2/1", "1/0", "01/2",
              "100.0000001", "entity", "section", "country", "street", "sample", "all", "first",
              "2026-02-29", "2024-02-29", "0000-01-01", [], ["G"], ["G", "G"], ["self"], ["z"], {},
              {"model": "sample", "sample": "1/10", "trigger": "1/10"}, {"model": "sample"},
              {"model": "all", "sample": "1/10"}, {"level": "section", "fraction": "1/2",
                                                   "percentage": "1"},
              {"level": "entity", "at_least": 2, "percentage": "1", "fraction": None},
              {"level": "entity", "at_least": None, "percentage": "1", "fraction": "1/3"},
              "America/Cancun", "America/Nowhere", "America/CANCUN", "UTC", "GMT+6", "Etc/GMT+6",
              "America/Port_Of_Spain", "America/Port_of_Spain", "a list"]
    name = chance.choice([*rule, "cutoff", "dispersion", "exception_list", "review", "unknown"])
    inner = rule.get(name)
    if isinstance(inner, dict) and chance.random() < 0.6:
        inner[chance.choice([*inner, "level", "at_least", "fraction", "more"])] = chance.choice(values)
    elif chance.random() < 0.2:
        rule.pop(name, None)
    else:
        rule[name] = chance.choice(values)
    return rule


SETUP = """
INSERT INTO apoyo.staff (role, display_name) VALUES ('ruben', 'Ruben');
INSERT INTO apoyo.staff_scope (role) VALUES ('ruben');
CREATE SCHEMA test;
-- Goals and requirements of a rule in force for these scopes, or the refusal.
CREATE FUNCTION test.ask(p_code text, p_geography integer, p_rule jsonb, p_cutoff date,
                         p_scopes text[]) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  p apoyo.process;
BEGIN
  p.code := p_code;
  p.name := 'x';
  p.kind := 'revocation';
  p.simulacro := true;
  p.geography := p_geography;
  p.cutoff := p_cutoff;
  p.given_scope := 'MX';
  p.opens_at := now();
  p.closes_at := now() + interval '1 day';
  p.id := apoyo.store_process(p, p_rule, 'A/1/2026', '{}');
  INSERT INTO apoyo.promovente (process, number, folio, name, scope)
  SELECT p.id, s.place, s.place, 'x', s.scope
    FROM unnest(p_scopes) WITH ORDINALITY AS s (scope, place);
  PERFORM apoyo.refresh_requirements(p.id);
  RETURN jsonb_build_object(
    'goals', (SELECT jsonb_object_agg(g.scope, jsonb_build_array(
                g.nominal_list, g.required, g.demarcations, g.dispersion_needed))
                FROM apoyo.goal AS g WHERE g.process = p.id),
    'requirements', (SELECT jsonb_agg(jsonb_build_array(
                       q.scope, q.demarcation, q.nominal_list, q.required))
                       FROM apoyo.requirement AS q WHERE q.process = p.id));
END
$$;
"""

PROBE = """
-- What a check of the document says, and what becomes of it when it is made a process.
CREATE FUNCTION test.probe(p_document jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_errors text[];
  v_holes bigint;
BEGIN
  SELECT coalesce(array_agg(c.field || ' ' || c.code) FILTER (WHERE c.severity = 'error'), '{}'),
         count(*) FILTER (WHERE array_position(c.names, NULL) IS NOT NULL OR c.message IS NULL
                                OR c.hint IS NULL OR c.message ~ '%[0-9]')
    INTO v_errors, v_holes FROM apoyo.check_configuration(p_document) AS c;
  PERFORM FROM apoyo.preview_configuration(p_document);
  BEGIN
    PERFORM apoyo.create_configured_process(p_document, NULL, NULL);
    RAISE EXCEPTION USING ERRCODE = 'UNDO1';
  EXCEPTION
    WHEN OTHERS THEN
      RETURN jsonb_build_object('errors', v_errors, 'holes', v_holes, 'end', SQLSTATE,
                                'said', SQLERRM);
  END;
END
$$;
GRANT USAGE ON SCHEMA test TO ruben;
"""

tests = tap.Suite()
worlds = []


@tests.case
def thresholds_and_dispersion_of_random_rules_are_those_of_the_model():
    psql(SETUP)
    cases, sql = [], []
    for geography in range(1, GEOGRAPHIES + 1):
        sections = random_sections()
        worlds.append((geography, sections))
        sql.append(store(geography, sections))
        for _ in range(RULES):
            rule = random_rule()
            cutoff = rule.get("cutoff") or chance.choice([None, "2025-08-31"])
            known = sorted({s["codes"][rule["scope"]] for s in sections})
            scopes = [chance.choice(known) for _ in range(chance.randint(1, 4))]
            cases.append((sections, rule, scopes, cutoff))
            sql.append(f"SELECT test.ask('R{len(cases)}', {geography}, {literal(json.dumps(rule))}, "
                       f"{literal(cutoff) if cutoff else 'NULL'}, "
                       f"ARRAY[{', '.join(map(literal, scopes))}]);")
    answers = [json.loads(line) for line in psql("\n".join(sql))]
    assert len(answers) == len(cases)
    for (sections, rule, scopes, cutoff), answer in zip(cases, answers):
        goals, requirements = expected(sections, rule, scopes, cutoff)
        where = f"rule {json.dumps(rule)} scopes {scopes} cut-off {cutoff}"
        assert answer["goals"] == goals, f"{where}: {answer['goals']} instead of {goals}"
        found = {(scope, place): rest for scope, place, *rest in answer["requirements"]}
        assert found == requirements, f"{where}: {found} instead of {requirements}"
    print(f"# {len(cases)} rules on {GEOGRAPHIES} geographies")


@tests.case
def previews_and_checks_of_random_configurations_are_those_of_the_model():
    cases = []
    sql = ["SET SESSION AUTHORIZATION ruben;",
           "SELECT 1 FROM apoyo.sign_in('1', 'desk');"]
    for _ in range(RULES * 4):
        geography, sections = chance.choice(worlds)
        rule = random_rule()
        cutoff = rule.get("cutoff") or chance.choice([None, "2025-08-31"])
        # The scope is a whole of such demarcations, or one of them.
        above = [level for level in LEVELS[:3] if LEVELS.index(level) < LEVELS.index(rule["scope"])]
        scope = chance.choice(sections)["codes"][chance.choice([*above, rule["scope"]])]
        cases.append((sections, rule, scope, cutoff))
        document = literal(json.dumps({"kind": "revocation", "scope": scope, "rule": rule,
                                       "geography": {"version": geography, "cutoff": cutoff}}))
        sql.append(f"""SELECT jsonb_build_object('preview', (
              SELECT jsonb_build_array(v.nominal_list, v.required, v.demarcations,
                       v.dispersion_needed, v.smallest_required, v.median_required,
                       v.small_demarcations, v.histogram_bounds, v.histogram)
                FROM apoyo.preview_configuration({document}) AS v), 'wrong', (
              SELECT coalesce(jsonb_object_agg(c.code, c.severity), '{{}}')
                FROM apoyo.check_configuration({document}) AS c
               WHERE c.code IN ('AP129', 'AP130', 'AP131', 'AP132')));""")
    answers = [json.loads(line) for line in psql("\n".join(sql)) if line.startswith("{")]
    for (sections, rule, scope, cutoff), answer in zip(cases, answers, strict=True):
        figures, wrong, counts = expected_preview(sections, rule, scope, cutoff)
        where = f"rule {json.dumps(rule)} scope {scope} cut-off {cutoff}"
        *found, bounds, bars = answer["preview"]
        assert found == figures, f"{where}: {found} instead of {figures}"
        assert answer["wrong"] == wrong, f"{where}: {answer['wrong']} instead of {wrong}"
        if rule.get("dispersion"):
            assert len(bounds) == 11 and bounds == sorted(set(bounds)) and bounds[0] == 0
            edges = [*bounds[:10], float("inf")]
            assert bars == [sum(low <= n < high for n in counts)
                            for low, high in zip(edges, edges[1:])], f"{where}: {bars} of {counts}"
    print(f"# {len(cases)} configurations, {sum(bool(a['wrong']) for a in answers)} out of reach")


def spoil(value):
    """The value with one thing in it changed, added or taken away, wherever that is."""
    strange = [None, True, 0, -1, 7, 1e30, 0.5, "", "x", "MX", "01", "99-F01", "C9", "3", [], [1],
               [None], {}, {"a": None}, [{}], [{"name": "One"}, {"name": "Two"}], "é" * 300,
               "2026-02-30", "2025-08-31", "2090-01-01T00:00:00-06:00", "2090-13-01T00:00:00Z",
               "infinity", "now", "INE/CG1/2026", "%s %n", [{"name": "A", "number": 1e12}],
               [{"name": "A", "scope": {}}], {"version": "1"}, {"version": 1e9}, {"cutoff": []},
               {"percentage": "why"}, {"percentage": {"reason": [], "acuerdo": {}}}]
    if isinstance(value, dict) and value and chance.random() < 0.85:
        name = chance.choice(list(value))
        if chance.random() < 0.15:
            return {k: v for k, v in value.items() if k != name}
        return {**value, name: spoil(value[name])}
    return chance.choice(strange)


@tests.case
def what_a_check_finds_good_becomes_a_process_and_nothing_else():
    psql(PROBE)
    kinds = dict(line.split("|", 1) for line in psql("SELECT k.kind, k.document FROM apoyo.kind AS k"))
    geography, sections = worlds[0]
    documents = []
    for _ in range(300):
        kind = chance.choice(list(kinds))
        rule = json.loads(kinds[kind])
        scope = chance.choice(sections)["codes"][rule["scope"]]
        document = {"format": "apoyo-ciudadano/process", "version": 1, "code": "NEW1", "name": "New",
                    "kind": kind, "simulacro": True, "scope": scope, "acuerdo": "INE/CG1/2026",
                    "geography": {"version": geography, "cutoff": None}, "rule": rule,
                    "opens_at": "2090-01-01T00:00:00-06:00",
                    "closes_at": "2090-03-01T23:59:59-06:00", "changes": {},
                    "promoventes": [{"name": "One", "scope": scope}]}
        for _ in range(chance.randint(0, 2)):
            document = spoil(document)
        documents.append(document if isinstance(document, dict) else {})
    answers = [json.loads(line) for line in psql(
        "SET SESSION AUTHORIZATION ruben;\nSELECT 1 FROM apoyo.sign_in('1', 'desk');\n"
        + "\n".join(f"SELECT test.probe({literal(json.dumps(d))});" for d in documents))
        if line.startswith("{")]
    made = 0
    for document, answer in zip(documents, answers, strict=True):
        where = f"{json.dumps(document)}: {answer}"
        assert answer["holes"] == 0, where
        assert answer["end"].startswith("AP") or answer["end"] == "UNDO1", where
        assert (answer["end"] == "UNDO1") == (answer["errors"] == []), where
        made += answer["end"] == "UNDO1"
    assert 30 < made < 270, made
    print(f"# {made} of {len(documents)} made")


@tests.case
def core_asks_for_the_same():
    requests, wanted = [], []
    for _ in range(600):
        rule = random_rule()
        dispersion = rule.get("dispersion")
        counts = [chance.choice([0, 1, 99, 100, chance.randint(0, 10 ** 9)]) for _ in range(6)]
        totals = [chance.randint(1, 60) for _ in range(4)]
        requests.append({"rule": rule, "counts": counts, "totals": totals})
        wanted.append({
            "valid": True,
            "required": [share_of(n, rule["percentage"], rule["rounding"]) for n in counts],
            "dispersion": [share_of(n, dispersion["percentage"], rule["rounding"])
                           if dispersion else 0 for n in counts],
            "needed": [dispersion.get("at_least") or least_number(n, dispersion["fraction"])
                       if dispersion else 0 for n in totals]})
    for request, answer, want in zip(requests, ask_core(requests), wanted, strict=True):
        assert answer == want, f"{request}: {answer} instead of {want}"


@tests.case
def core_and_the_database_take_the_same_documents():
    rules = [random_rule() for _ in range(100)]
    rules += [spoiled(random_rule()) for _ in range(900)]
    core = ask_core({"rule": rule, "counts": [], "totals": []} for rule in rules)
    database = psql("\n".join(
        f"SELECT coalesce(json_agg(f.member), '[]') FROM apoyo.rule_flaws({literal(json.dumps(rule))}) AS f;"
        for rule in rules))
    taken = 0
    for rule, answer, flaws in zip(rules, core, database, strict=True):
        assert answer["valid"] == (flaws == "[]"), \
            f"{json.dumps(rule)}: core {answer['valid']}, flaws {flaws}"
        taken += answer["valid"]
    assert 100 < taken < 800, taken
    print(f"# {taken} of {len(rules)} taken")


@tests.case
def core_and_the_database_know_the_same_defaults_of_each_kind():
    rows = [line.split("|", 2) for line in psql(
        "SELECT k.kind, k.window_days, k.document FROM apoyo.kind AS k ORDER BY k.place")]
    assert len(rows) == 10
    for (kind, days, document), core in zip(rows, ask_core({"kind": row[0]} for row in rows),
                                            strict=True):
        assert core == {"rule": json.loads(document), "window_days": int(days)}, f"{kind}: {core}"


@tests.case
def the_frontier_is_the_cheapest_way_to_enough_demarcations():
    requests, wanted = [], []
    for _ in range(400):
        total = chance.randint(1, 8)
        required = [chance.randint(1, 30) for _ in range(total)]
        valid = [chance.randint(0, 40) for _ in range(total)]
        needed = chance.randint(1, total)
        reached = sum(v >= r for v, r in zip(valid, required))
        missing = min(sum(max(required[i] - valid[i], 0) for i in some)
                      for some in itertools.combinations(range(total), needed))
        requests.append({"valid": valid, "required": required, "needed": needed})
        wanted.append({"reached": reached, "met": reached >= needed, "missing": missing})
    for request, answer, want in zip(requests, ask_core(requests), wanted, strict=True):
        assert answer == want, f"{request}: {answer} instead of {want}"


@tests.case
def figures_that_the_institute_published():
    published = [("0.26", 98472789, 256030), ("3", 2218099, 66543), ("3", 1321088, 39633),
                 ("3", 91940893, 2758227)]
    halves = [(7, 4), (201, 101), (32, 16), (300, 150), (1, 1)]
    for percentage, count, required in published:
        assert share_of(count, percentage, "ceiling") == required
        assert psql(f"SELECT apoyo.required_of({count}, {percentage}, 'ceiling')") == [str(required)]
    for total, needed in halves:
        assert least_number(total, "1/2") == needed
        assert psql(f"SELECT apoyo.dispersion_needed(NULL, 1, 2, {total})") == [str(needed)]
    rule = {**random_rule(), "percentage": "3", "rounding": "ceiling", "scope": "country",
            "dispersion": {"level": "entity", "fraction": "1/2", "percentage": "3"}}
    core = ask_core([{"rule": {**rule, "percentage": percentage}, "counts": [count], "totals": []}
                     for percentage, count, _ in published])
    assert [answer["required"] for answer in core] == [[required] for *_, required in published]
    core = ask_core([{"rule": rule, "counts": [], "totals": [total for total, _ in halves]}])
    assert core[0]["needed"] == [needed for _, needed in halves]


@tests.case
def the_revocation_of_2021_needed_2758227_and_3_percent_in_17_of_32():
    # Published: the list of five entities and the requirement of the whole; the rest is spread.
    known = {"05": 2218099, "10": 1321088, "21": 4651847, "26": 2135603, "30": 5875228}
    rest = 91940893 - sum(known.values())
    others = [f"{e:02}" for e in range(1, 33) if f"{e:02}" not in known]
    lists = {**known, **{e: rest // 27 + (1 if i < rest % 27 else 0)
                         for i, e in enumerate(others)}}
    sections = []
    for entity, electors in sorted(lists.items()):
        section = {"codes": {"country": "MX", "circumscription": "C1", "entity": entity,
                             "federal_district": f"{entity}-F01",
                             "local_district": f"{entity}-L01",
                             "municipality": f"{entity}-M001", "section": f"{entity}-S0001"}}
        for cutoff in (None, "2025-08-31"):
            section["nominal_list", cutoff] = section["roll", cutoff] = electors
        sections.append(section)
    geography = GEOGRAPHIES + 1
    answer = psql(store(geography, sections) + f"""
      SELECT test.ask('RM21', {geography}, k.document, NULL, '{{MX}}')
        FROM apoyo.kind AS k WHERE k.kind = 'revocation';""")
    answer = json.loads(answer[0])
    assert answer["goals"] == {"": [91940893, 2758227, 32, 17]}, answer["goals"]
    required = {place: need for _, place, _, need in answer["requirements"]}
    assert (required["05"], required["10"]) == (66543, 39633)
    # Progress as it was published: valid over required, two decimals.
    for valid, percent in ((1357584, "49.22"), (2963830, "107.45")):
        assert f"{valid / 2758227 * 100:.2f}" == percent
    # 3 % of the whole is not 3 % in 17: on 18 January Coahuila had 14.31 % of what it needed.
    entities = sorted(required)
    for reached in (16, 17):
        valid = [required[e] if i < reached else required[e] - 1 for i, e in enumerate(entities)]
        said = ask_core([{"valid": valid, "required": [required[e] for e in entities],
                          "needed": 17}])[0]
        assert said == {"reached": reached, "met": reached == 17, "missing": 17 - reached}, said


psql("CREATE ROLE ruben LOGIN; GRANT apoyo_setup TO ruben")
tests.main()
